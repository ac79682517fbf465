package dev.holdfast.vendor.pull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer means for the walk. */
public sealed interface Step {
    /** What the answer said of the budgets; often empty. */
    List<Observed> observed();

    /**
     * A page.
     *
     * @param items in the order of the answer; may be empty
     * @param next to keep together with the items; {@link WalkState#done} when the walk is over
     */
    record Listing(List<Listed> items, WalkState next, List<Observed> observed) implements Step {}

    /**
     * Not now: the same call again.
     *
     * @param state with one more attempt, which is what a backoff goes by
     * @param after as the vendor says; null when it does not
     */
    record Again(WalkState state, @Nullable Duration after, Why why, List<Observed> observed) implements Step {}

    /** Why not now. */
    enum Why {
        /** Too many calls: no fault, and never given up on. */
        THROTTLED,
        /** The vendor failed, or its answer broke off. */
        FAILED
    }

    /** The token is not taken: a fresh one, then the same call. A second time in a row is {@link Broken}. */
    record Unauthorized(WalkState state, List<Observed> observed) implements Step {}

    /** The vendor forgot where we were; go on from {@code state}, which has what is not surely read to do. */
    record Expired(WalkState state, List<Observed> observed) implements Step {}

    /** The window holds more than the vendor tells at once; go on from {@code state}, which has its halves to do. */
    record Split(WalkState state, List<Observed> observed) implements Step {}

    /** This part of the list, or this item's detail, is gone; go on from {@code next}. Worth a warning. */
    record Skipped(WalkState next, String reason, List<Observed> observed) implements Step {}

    /** Nobody gets further without somebody who acts; the state that was read from stays. */
    record Broken(Obstacle obstacle, List<Observed> observed) implements Step {}
}
