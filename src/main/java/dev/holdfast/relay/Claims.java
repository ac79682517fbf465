package dev.holdfast.relay;

import java.util.function.BooleanSupplier;

/**
 * How fast one target's loop takes messages from the journal.
 *
 * <p>While it should be slow, nothing is taken by hand-over and a little is read from time to time: what is not taken is safe in
 * the journal, and the loop costs neither requests nor settlements. Confined to the target's context.
 */
final class Claims {
    private static final int ROWS = 256;
    private static final int SLOW_ROWS = 64;
    private static final long SLOW_NANOS = 250_000_000L;

    private final BooleanSupplier slow;
    private long slowUntil = Long.MIN_VALUE;

    Claims(BooleanSupplier slow) {
        this.slow = slow;
    }

    /** Whether what was committed just now may be taken at once. */
    boolean takesOffers() {
        return !slow.getAsBoolean();
    }

    /** Nanoseconds until the journal may be read; 0: now. */
    long nanosUntilRead(long nanos) {
        return slow.getAsBoolean() && slowUntil != Long.MIN_VALUE ? Math.max(0, slowUntil - nanos) : 0;
    }

    /** Rows of a read that begins now. */
    int begin(long nanos) {
        slowUntil = nanos + SLOW_NANOS;
        return slow.getAsBoolean() ? SLOW_ROWS : ROWS;
    }
}
