package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Step;
import java.time.Duration;

/** What came of a call. */
sealed interface Said {
    /** It was made, and this is what the answer means. */
    record Meant(Step step) implements Said {}

    /**
     * It was not made: a budget is used up, or there is no token just now.
     *
     * @param after when to ask again
     */
    record NotYet(Duration after) implements Said {}

    /**
     * It was not made, and will not be until an operator acts.
     *
     * @param why for people; holds nothing secret
     */
    record Blocked(String why) implements Said {}
}
