package dev.holdfast.overload;

/**
 * How much may be under way to its commit, so that nothing waits much longer than {@link #WAIT_SECONDS}: what the journal does in
 * that time. There is one for deliveries and one for the events that they bring.
 *
 * <p>What it does in a second is not known before there is too much to do. So it starts as a guess; deliveries that wait too long
 * correct it to what was measured, and refusing while nobody waits makes it larger. It is never less than what makes a batch worthwhile: below
 * that nothing is gained, since who waits rides in the next commit anyway. Pure; not for several threads.
 */
final class Room {
    /** The longest that a delivery of a vendor that tries again should wait. */
    static final double WAIT_SECONDS = 0.25;

    private static final double TOO_LONG = 1.2 * WAIT_SECONDS;
    private static final double SHORT = 0.8 * WAIT_SECONDS;
    private static final double MEMORY_SECONDS = 0.3;
    private static final double CORRECTION_SECONDS = 0.25;

    /** Of one correction: a commit that took long once is no reason for a small room. */
    private static final double MOST_CORRECTION = 0.25;

    private static final double GROWTH_A_SECOND = 0.8;
    private static final double FORGETTING_SECONDS = 60;

    private final double least;
    private final double most;
    private final double guess;

    private double rate;
    private double capacity;
    private double seconds;
    private boolean refused;
    private boolean overflowed;

    /**
     * Where nothing is learned yet.
     *
     * @param least it never becomes less
     * @param guess what it is at first
     * @param most it never becomes more
     */
    Room(int least, int guess, int most) {
        this.least = least / WAIT_SECONDS;
        this.guess = guess / WAIT_SECONDS;
        this.most = most / WAIT_SECONDS;
        this.capacity = this.guess;
    }

    /** For deliveries. More than two batches, one under way and one that gathers, add nothing but waiting. */
    static Room ofDeliveries() {
        return new Room(192, 512, 1_024);
    }

    /** For the events that they bring, a hundred at once it may be: these are what the journal works at. */
    static Room ofEvents() {
        return new Room(192, 2_048, 16_384);
    }

    /**
     * What came to pass since the last look.
     *
     * @param done how many were committed
     * @param waited their deliveries' mean wait in seconds, from the last byte to the answer
     * @param refused whether a request was refused since there were too many of them
     * @param overflowed whether the journal itself had no room, or no time, for what was let in
     */
    record Look(long done, double waited, boolean refused, boolean overflowed) {}

    /** Between two commits nothing can be learned: it counts with the next. @param seconds since the last look */
    void passed(double seconds, Look look) {
        this.seconds += seconds;
        this.refused |= look.refused;
        this.overflowed |= look.overflowed;
        if (look.done > 0) {
            learn(this.seconds, look.done / this.seconds, look.waited);
            this.seconds = 0;
            this.refused = false;
            this.overflowed = false;
        }
    }

    private void learn(double seconds, double rateNow, double waited) {
        rate = rate == 0 ? rateNow : rate + share(seconds, MEMORY_SECONDS) * (rateNow - rate);
        if (overflowed || waited > TOO_LONG) {
            // Only downwards: what is measured while a queue goes down is no reason to let more in.
            double part = Math.min(MOST_CORRECTION, share(seconds, CORRECTION_SECONDS));
            capacity += part * Math.min(0, rate - capacity);
        } else if (refused && waited < SHORT) {
            capacity *= 1 + GROWTH_A_SECOND * Math.min(1, seconds);
        } else if (!refused) {
            // What is done with ease can be done.
            capacity = Math.max(rate, capacity + share(seconds, FORGETTING_SECONDS) * (guess - capacity));
        }
        capacity = Math.max(least, Math.min(most, capacity));
    }

    private static double share(double seconds, double of) {
        return Math.min(1, seconds / of);
    }

    /** How many may be under way; see the constructor for the bounds. */
    int size() {
        return (int) (capacity * WAIT_SECONDS);
    }
}
