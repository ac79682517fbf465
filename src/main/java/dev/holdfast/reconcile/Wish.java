package dev.holdfast.reconcile;

import dev.holdfast.event.Item;
import dev.holdfast.event.TypePattern;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Terms;
import dev.holdfast.vendor.pull.Walk;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of what a list tells is wanted. Pure.
 *
 * @param types empty for all
 */
record Wish(Span span, List<TypePattern> types) {
    /** What a sketch is of shows only when it is there. */
    boolean wants(Terms terms, Listed listed) {
        return wantsTime(terms, listed.at()) && (!(listed instanceof Listed.Found found) || wants(found.item()));
    }

    /** A list that keeps its own place tells of any time; the others were asked for the span. */
    private boolean wantsTime(Terms terms, @Nullable Instant at) {
        return terms.style() != Terms.Style.POSITION
                || at == null
                || (!at.isBefore(span.from()) && at.isBefore(span.to()));
    }

    /** What was not understood may be of any type: an operator decides about it. */
    boolean wants(Item item) {
        return types.isEmpty()
                || item.quarantine() != null
                || types.stream().anyMatch(pattern -> pattern.matches(item.type()));
    }

    /** Those that may bring what is wanted, in their order; all of them where none says so. */
    List<Walk> lists(Collection<Walk> all) {
        List<Walk> wanted = all.stream().filter(walk -> wantsList(walk.terms())).toList();
        return wanted.isEmpty() ? List.copyOf(all) : wanted;
    }

    /** Whether a list can bring anything that is wanted, as far as it can be told without reading it. */
    private boolean wantsList(Terms terms) {
        return types.isEmpty()
                || terms.types().isEmpty()
                || terms.types().stream().anyMatch(this::mayBring);
    }

    /** Two patterns are not compared: where both have stars, the list is read. */
    private boolean mayBring(String brought) {
        return types.stream()
                .anyMatch(wanted -> wanted.matches(brought)
                        || wanted.toString().contains("*") && brought.contains("*")
                        || new TypePattern(brought).matches(wanted.toString()));
    }
}
