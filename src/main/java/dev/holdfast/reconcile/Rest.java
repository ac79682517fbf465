package dev.holdfast.reconcile;

import java.time.Duration;

/**
 * The rest after a page: as long as the page took, so that webhooks have the machine and the database's disk for the other
 * half of the time.
 *
 * <p>A vendor's real page takes hundreds of milliseconds, most of them the vendor's: the rest ends after a few, and costs such
 * a walk nothing. What it holds back is a log that comes as fast as it can be read.
 */
final class Rest {
    static final Duration LONGEST = Duration.ofMillis(12);

    private Rest() {}

    /**
     * How long to rest.
     *
     * @param nanos that the page took, from the question until its place was kept
     */
    static Duration after(long nanos) {
        return Duration.ofNanos(Math.min(Math.max(0, nanos), LONGEST.toNanos()));
    }
}
