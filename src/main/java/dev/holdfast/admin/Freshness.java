package dev.holdfast.admin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a source was last heard of, on each road. Pure.
 *
 * @param limit configured; null for never an alarm
 * @param since from when on the source is ours
 * @param push when the newest event came that was pushed; null for none
 * @param pull the same of what only the fetching found; null for none
 */
record Freshness(
        @Nullable Duration limit,
        Instant since,
        @Nullable Instant push,
        @Nullable Instant pull) {

    /** Nothing came, on either road, for longer than it may. */
    boolean isStale(Instant now) {
        return exceeds(newest(), now);
    }

    /** The vendor is at work, as the fetching shows, and has pushed nothing for longer than it may. */
    boolean isPushSilent(Instant now) {
        return pull != null && pull.isAfter(newestPush()) && exceeds(newestPush(), now);
    }

    /** Since the newest push; since the source is ours when there was none. */
    Duration pushAge(Instant now) {
        return Duration.between(newestPush(), now);
    }

    /** The same of what was fetched. */
    Duration pullAge(Instant now) {
        return Duration.between(pull == null ? since : pull, now);
    }

    private Instant newestPush() {
        return push == null ? since : push;
    }

    private Instant newest() {
        return pull != null && pull.isAfter(newestPush()) ? pull : newestPush();
    }

    private boolean exceeds(Instant newest, Instant now) {
        return limit != null && newest.plus(limit).isBefore(now);
    }
}
