package dev.holdfast.target;

/**
 * This replica's share of a target's in-flight bound and rate.
 *
 * <p>Pure but for the nanoseconds passed in. Confined to the target's context.
 */
public final class Limits {
    private final TargetSettings settings;
    private int share = 1;
    private int inFlight;
    private double tokens;
    private long tokensAt;

    /** @param nanos a monotonic clock's reading, as every {@code nanos} here */
    public Limits(TargetSettings settings, long nanos) {
        this.settings = settings;
        this.tokens = burst();
        this.tokensAt = nanos;
    }

    /** Tells how many replicas live; each takes an equal share, and at least one attempt at a time. */
    public void replicas(int live) {
        share = Math.max(1, live);
        tokens = Math.min(tokens, burst());
    }

    /** Takes leave for one attempt: 0 when it may go now, else nanoseconds to wait; {@link Long#MAX_VALUE} until {@link #done}. */
    public long take(long nanos) {
        if (inFlight >= maxInFlight()) {
            return Long.MAX_VALUE;
        }
        if (settings.ratePerSecond() > 0) {
            double rate = settings.ratePerSecond() / share;
            tokens = Math.min(burst(), tokens + (nanos - tokensAt) * 1e-9 * rate);
            tokensAt = nanos;
            if (tokens < 1) {
                return Math.max(1, (long) Math.ceil((1 - tokens) / rate * 1e9));
            }
            tokens--;
        }
        inFlight++;
        return 0;
    }

    /** Gives an attempt's place back. */
    public void done() {
        inFlight--;
    }

    public int inFlight() {
        return inFlight;
    }

    private int maxInFlight() {
        return Math.max(1, settings.maxInFlight() / share);
    }

    /** A tenth of a second's worth may go at once, so that the rate holds over any second within a tenth. */
    private double burst() {
        return Math.max(1, settings.ratePerSecond() / share / 10);
    }
}
