package dev.holdfast.reconcile;

import dev.holdfast.event.TypePattern;
import dev.holdfast.vendor.pull.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backfill, as ordered and as far as it has come.
 *
 * @param types empty for all
 * @param maxCalls to the vendor; null for no limit of its own
 * @param requestedAt when it was ordered
 * @param list which it is at; null before the first
 * @param walk where in it, as JSON; null at a list's beginning
 * @param calls so far
 */
record Backfill(
        long id,
        Span span,
        List<TypePattern> types,
        boolean dryRun,
        @Nullable Long maxCalls,
        Instant requestedAt,
        @Nullable String list,
        @Nullable String walk,
        long calls) {
    Backfill spent(int more) {
        return new Backfill(id, span, types, dryRun, maxCalls, requestedAt, list, walk, calls + more);
    }
}
