package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatheringTest {
    /** Shortly before the clock turns over, as it may at any time. */
    private static final long ANSWERED = late();

    private final AtomicInteger replicas = new AtomicInteger(3);
    private final Gathering gathering = new Gathering(replicas::get);

    @Test
    void aReplicaAloneNeverWaits() {
        replicas.set(1);
        gathering.answered(20, 10, ANSWERED);
        assertEquals(0, gathering.timeForMore(10, ANSWERED));
        replicas.set(0);
        assertEquals(0, gathering.timeForMore(10, ANSWERED), "before this one has been seen to take in any");
    }

    @Test
    void nothingWaitsBeforeTheFirstBatch() {
        assertEquals(0, gathering.timeForMore(10, ANSWERED));
    }

    @Test
    void aFewAreNoCrowd() {
        gathering.answered(2, 2, ANSWERED);
        assertEquals(0, gathering.timeForMore(2, ANSWERED));
        gathering.answered(3, 2, ANSWERED);
        assertTrue(gathering.timeForMore(2, ANSWERED) > 0);
    }

    @Test
    void aCrowdWaitsUntilNearlyAsManyHaveComeAsWereSeen() {
        gathering.answered(12, 8, ANSWERED);
        assertEquals(Gathering.AT_MOST_NANOS, gathering.timeForMore(8, ANSWERED));
        assertTrue(gathering.timeForMore(17, ANSWERED) > 0);
        assertEquals(0, gathering.timeForMore(18, ANSWERED));
    }

    @Test
    void itWaitsAFewMillisecondsAtMost() {
        gathering.answered(12, 8, ANSWERED);
        long soon = ANSWERED + 1_000_000; // past that
        assertEquals(Gathering.AT_MOST_NANOS - 1_000_000, gathering.timeForMore(8, soon));
        assertEquals(0, gathering.timeForMore(8, ANSWERED + Gathering.AT_MOST_NANOS));
        assertEquals(0, gathering.timeForMore(8, ANSWERED + 10 * Gathering.AT_MOST_NANOS));
    }

    @Test
    void asManyAsAreWorthAStatementGoAtOnce() {
        gathering.answered(400, 100, ANSWERED);
        assertTrue(gathering.timeForMore(Gathering.WORTH_ONE - 1, ANSWERED) > 0);
        assertEquals(0, gathering.timeForMore(Gathering.WORTH_ONE, ANSWERED));
    }

    @Test
    void nobodyWaitsForNothing() {
        gathering.answered(20, 0, ANSWERED);
        assertEquals(0, gathering.timeForMore(0, ANSWERED));
    }

    /** A method, since a compiler refuses to add to a constant past the end. */
    private static long late() {
        return Long.MAX_VALUE - 1_000;
    }
}
