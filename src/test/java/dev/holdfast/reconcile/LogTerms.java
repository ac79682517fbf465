package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Terms;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of an event log as most vendors have one: a window in seconds, the newest first, by a cursor. */
final class LogTerms {
    private LogTerms() {}

    static Terms of(Kind kind, @Nullable Duration lookback, Duration lag, Duration overlap, boolean details) {
        return new Terms(
                "events",
                kind,
                Terms.Style.WINDOW,
                Terms.Order.NEWEST_FIRST,
                new Terms.ByCursor(),
                1,
                List.of(),
                lookback,
                lag,
                overlap,
                null,
                Duration.ofSeconds(1),
                Terms.Edge.INCLUSIVE,
                Terms.Edge.EXCLUSIVE,
                0,
                false,
                details,
                true);
    }
}
