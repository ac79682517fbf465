package dev.holdfast.vendor.pull;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** A limit of a vendor on calls. Every one of a contract must admit a call; what answers say corrects them. */
public sealed interface Budget {

    /** How much of the limit is ours, in percent, 1 to 100: the rest is for others who use the same account. */
    int share();

    /** So many calls in any stretch of time. */
    record Window(int calls, Duration per, int share) implements Budget {}

    /**
     * So many calls a day.
     *
     * @param resets when the count begins again, UTC; null when it rolls
     */
    record Daily(int calls, @Nullable LocalTime resets, int share) implements Budget {}

    /**
     * A bucket that fills up again (a leaky bucket from the other side).
     *
     * @param size points in a full bucket
     * @param refill points that come back {@code per} so long
     * @param points that a call is expected to take, until the answer says what it took; see {@link Call#cost}
     */
    record Bucket(int size, double refill, Duration per, int points, int share) implements Budget {}

    /** So many calls at once. */
    record Concurrent(int calls, int share) implements Budget {}
}
