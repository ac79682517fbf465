package dev.holdfast.reconcile;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How long to wait before the same call again. Pure but for the randomness passed in. */
final class Backoff {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 5 * 60_000;
    private static final int MOST_DOUBLINGS = 10;

    /** A vendor that wants us to wait longer than this is asked again then. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final DoubleSupplier random;

    /** @param random uniform in [0, 1) */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * What the vendor asks, up to an hour; else twice as long as before, up to five minutes, half of it by chance: whoever
     * was thrown out together does not come back together.
     *
     * @param asked by the vendor; null when it does not say
     * @param attempt that failed, from 1
     */
    Duration delay(@Nullable Duration asked, int attempt) {
        if (asked != null && !asked.isNegative()) {
            return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        }
        long whole = Math.min(FIRST_MILLIS << Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS), LONGEST_MILLIS);
        return Duration.ofMillis(whole / 2 + (long) (random.getAsDouble() * whole / 2));
    }
}
