package dev.holdfast.overload;

/**
 * How many deliveries may be under way to their commit, so that none of them waits much longer than {@link #WAIT_SECONDS}: what the
 * journal does in that time.
 *
 * <p>What it does in a second is not known before there is too much to do. So it starts as a guess; deliveries that wait too long
 * correct it to what was measured, and refusing while nobody waits makes it larger. It is never less than what makes a batch worthwhile: below
 * that nothing is gained, since who waits rides in the next commit anyway. Pure; not for several threads.
 */
final class Room {
    /** The longest that a delivery of a vendor that tries again should wait. */
    static final double WAIT_SECONDS = 0.25;

    /** Deliveries. */
    static final int LEAST = 192;

    /** Deliveries: two batches, one under way and one that gathers. More adds nothing but waiting. */
    static final int MOST = 1_024;

    private static final double GUESS = 2_048;
    private static final double TOO_LONG = 1.2 * WAIT_SECONDS;
    private static final double SHORT = 0.8 * WAIT_SECONDS;
    private static final double MEMORY_SECONDS = 0.3;
    private static final double CORRECTION_SECONDS = 0.25;

    /** Of one correction: a commit that took long once is no reason for a small room. */
    private static final double MOST_CORRECTION = 0.25;

    private static final double GROWTH_A_SECOND = 0.8;
    private static final double FORGETTING_SECONDS = 60;

    private double rate;
    private double capacity = GUESS;
    private double seconds;
    private boolean refused;

    /**
     * What came to pass since the last call. Between two commits nothing can be learned: it counts with the next.
     *
     * @param seconds how long that was
     * @param done deliveries that were answered
     * @param waited their mean wait in seconds, from the last byte to the answer
     * @param refused whether a request was refused for want of room
     */
    void passed(double seconds, long done, double waited, boolean refused) {
        this.seconds += seconds;
        this.refused |= refused;
        if (done > 0) {
            learn(this.seconds, done / this.seconds, waited, this.refused);
            this.seconds = 0;
            this.refused = false;
        }
    }

    private void learn(double seconds, double rateNow, double waited, boolean refused) {
        rate = rate == 0 ? rateNow : rate + share(seconds, MEMORY_SECONDS) * (rateNow - rate);
        if (waited > TOO_LONG) {
            // Only downwards: what is measured while a queue goes down is no reason to let more in.
            double part = Math.min(MOST_CORRECTION, share(seconds, CORRECTION_SECONDS));
            capacity += part * Math.min(0, rate - capacity);
        } else if (refused && waited < SHORT) {
            capacity *= 1 + GROWTH_A_SECOND * Math.min(1, seconds);
        } else if (!refused) {
            // What is done with ease can be done.
            capacity = Math.max(rate, capacity + share(seconds, FORGETTING_SECONDS) * (GUESS - capacity));
        }
        capacity = Math.max(LEAST / WAIT_SECONDS, Math.min(MOST / WAIT_SECONDS, capacity));
    }

    private static double share(double seconds, double of) {
        return Math.min(1, seconds / of);
    }

    /** Between {@link #LEAST} and {@link #MOST}. */
    int deliveries() {
        return (int) (capacity * WAIT_SECONDS);
    }
}
