package dev.holdfast.receive;

import java.util.HashMap;
import java.util.Map;

/**
 * How often keys are fetched. A request that wants a key is not known to be the vendor's, so this is what strangers can
 * make us do: {@value #SOURCE_BURST} fetches at once and ten a minute for one source, {@value #TOTAL_BURST} at once and
 * sixty a minute for all. Vendors change keys a few times a year. Not for many threads at once.
 */
final class FetchBudget {
    static final int SOURCE_BURST = 10;
    static final int TOTAL_BURST = 60;

    private static final long SECOND = 1_000_000_000L;
    private static final long SOURCE_NANOS = 6 * SECOND;
    private static final long TOTAL_NANOS = SECOND;

    private final Map<String, Bucket> sources = new HashMap<>();
    private final Bucket total;

    /** @param nowNanos by a monotonic clock, as in {@link #take} */
    FetchBudget(long nowNanos) {
        total = new Bucket(TOTAL_BURST, TOTAL_NANOS, nowNanos);
    }

    /**
     * Whether one more may be fetched now, and if so, counts it.
     *
     * @param source a configured name: one bucket each is kept
     */
    boolean take(String source, long nowNanos) {
        Bucket own = sources.computeIfAbsent(source, s -> new Bucket(SOURCE_BURST, SOURCE_NANOS, nowNanos));
        boolean may = own.has(nowNanos) && total.has(nowNanos);
        if (may) {
            own.take();
            total.take();
        }
        return may;
    }

    /** Full at first; one comes back each {@code nanosEach}. */
    private static final class Bucket {
        private final int size;
        private final long nanosEach;
        private int left;
        private long countedUntil;

        Bucket(int size, long nanosEach, long nowNanos) {
            this.size = size;
            this.nanosEach = nanosEach;
            this.left = size;
            this.countedUntil = nowNanos;
        }

        boolean has(long nowNanos) {
            long back = (nowNanos - countedUntil) / nanosEach;
            left = (int) Math.min(size, left + back);
            // A full bucket has nothing to wait for.
            countedUntil = left == size ? nowNanos : countedUntil + back * nanosEach;
            return left > 0;
        }

        void take() {
            left--;
        }
    }
}
