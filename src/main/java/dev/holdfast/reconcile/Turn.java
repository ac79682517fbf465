package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.WalkState;
import java.time.Duration;

/** What one turn of a walk came to. */
sealed interface Turn {
    /** Calls that it took. */
    int calls();

    /** A page, appended: to be kept. */
    record Page(WalkState state, Tally tally, int calls) implements Turn {}

    /** Not now: the same again from {@code state}, after a while. */
    record Wait(WalkState state, Duration delay, int calls) implements Turn {}

    /**
     * Nobody gets further without somebody who acts.
     *
     * @param reason for people; holds nothing secret
     */
    record Stuck(String reason, int calls) implements Turn {}
}
