package dev.holdfast.relay;

import dev.holdfast.journal.Message;
import java.util.List;

/**
 * How long events have waited for their first attempt at one target.
 *
 * <p>Told by the target's context, read by any thread. A message that failed before is on its schedule and does not count, nor
 * does one that no more replicas could send: behind a pause or an open breaker.
 */
final class Backlog {
    private static final long NONE = Long.MAX_VALUE;

    private volatile long oldestMillis = NONE;

    /** Looks at what stands first in each feed. */
    void look(List<Feed> feeds) {
        long oldest = NONE;
        for (Feed feed : feeds) {
            Message first = feed.peek();
            if (first != null && first.attempts() == 0) {
                oldest = Math.min(oldest, first.event().receivedMillis());
            }
        }
        if (oldest != oldestMillis) {
            oldestMillis = oldest;
        }
    }

    /** In seconds at the given Unix milliseconds; 0 when nothing waits. */
    double ageSeconds(long nowMillis) {
        long oldest = oldestMillis;
        return oldest == NONE ? 0 : Math.max(0, nowMillis - oldest) / 1000.0;
    }
}
