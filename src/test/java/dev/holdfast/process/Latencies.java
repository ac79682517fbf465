package dev.holdfast.process;

import java.util.concurrent.atomic.AtomicLongArray;

/** Many durations in little room: each is kept to within two percent. One thread adds, any thread reads. */
public final class Latencies {
    private static final int STEPS_PER_DOUBLING = 36;
    private static final int BUCKETS = STEPS_PER_DOUBLING * 40;

    private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);

    public void add(long nanos) {
        double doublings = Math.log(Math.max(1, nanos)) / Math.log(2);
        buckets.incrementAndGet(Math.min(BUCKETS - 1, (int) (doublings * STEPS_PER_DOUBLING)));
    }

    /** The duration that a share of all stays below, in milliseconds; 0 when there are none. */
    public double millis(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += buckets.get(i);
            if (seen >= wanted && seen > 0) {
                return Math.pow(2, (i + 0.5) / STEPS_PER_DOUBLING) / 1e6;
            }
        }
        return 0;
    }

    public long count() {
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            count += buckets.get(i);
        }
        return count;
    }

    /** One line for people. */
    public String summary() {
        return String.format("p50 %.2f ms, p99 %.2f ms, max %.2f ms", millis(0.5), millis(0.99), millis(1));
    }
}
