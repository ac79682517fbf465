package dev.holdfast.reconcile;

import dev.holdfast.event.TypePattern;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Terms;
import dev.holdfast.vendor.pull.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source that is fetched from.
 *
 * @param name as configured
 * @param contract the vendor's page with what the source gives to it
 * @param credentials by name
 */
public record PulledSource(String name, Contract contract, Map<String, Secret> credentials, Pace pace, Reach reach) {
    private static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);

    /** The rules of a list, with what the operator knows better. */
    Terms terms(Walk walk) {
        Duration known = reach.remembers().get(walk.terms().list());
        return known == null ? walk.terms() : walk.terms().remembering(known);
    }

    /** Those for which it is asked where nobody names any; empty for all. */
    public List<String> types() {
        return reach.types().stream().map(TypePattern::toString).toList();
    }

    /** What a scheduled round wants of a stretch. */
    Wish wish(Span span) {
        return new Wish(span, reach.types());
    }

    /**
     * How far back the vendor tells of anything that is wanted.
     *
     * @param types patterns; empty for all
     * @return empty when a list of them is not limited
     */
    public Optional<Duration> remembers(List<String> types) {
        List<Terms> lists = wanted(types);
        return lists.stream().anyMatch(terms -> terms.lookback() == null)
                ? Optional.empty()
                : lists.stream().map(Terms::lookback).max(Comparator.naturalOrder());
    }

    /**
     * The lists whose vendor has forgotten a moment, and since when each of them tells.
     *
     * @param types patterns; empty for all
     */
    public Map<String, Instant> forgotten(List<String> types, Instant moment, Instant now) {
        Map<String, Instant> forgotten = new LinkedHashMap<>();
        wanted(types)
                .forEach(terms -> terms.oldest(now)
                        .filter(moment::isBefore)
                        .ifPresent(oldest -> forgotten.put(terms.list(), oldest)));
        return forgotten;
    }

    /**
     * Whether any list that may bring something can be read by a window.
     *
     * @param types patterns; empty for all
     */
    public boolean hasWindows(List<String> types) {
        return !wanted(types).isEmpty();
    }

    /** The lists that a backfill reads: of what has no times no window can be read. */
    List<Walk> windows(Wish wish) {
        return wish.lists(contract.walks().values()).stream()
                .filter(walk -> walk.terms().timed())
                .toList();
    }

    private List<Terms> wanted(List<String> types) {
        Wish wish = new Wish(ALWAYS, types.stream().map(TypePattern::new).toList());
        return windows(wish).stream().map(this::terms).toList();
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
