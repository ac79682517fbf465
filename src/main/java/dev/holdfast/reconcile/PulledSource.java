package dev.holdfast.reconcile;

import dev.holdfast.event.TypePattern;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A source that is fetched from.
 *
 * @param name as configured
 * @param contract the vendor's page with what the source gives to it
 * @param credentials by name
 */
public record PulledSource(String name, Contract contract, Map<String, Secret> credentials, Pace pace) {
    private static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);

    /**
     * How far back the vendor tells of all that is wanted.
     *
     * @param types patterns; empty for all
     * @return empty when nothing is limited
     */
    public Optional<Duration> remembers(List<String> types) {
        Wish wish = new Wish(ALWAYS, types.stream().map(TypePattern::new).toList());
        return wish.lists(contract.walks().values()).stream()
                .flatMap(walk -> Stream.ofNullable(walk.terms().lookback()))
                .min(Comparator.naturalOrder());
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
