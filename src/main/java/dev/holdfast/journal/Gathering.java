package dev.holdfast.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How long the next batch waits for more to ride in it. A replica that has the PostgreSQL for itself never waits.
 *
 * <p>A statement and its commit cost PostgreSQL much the same whether they carry one event or twenty. Replicas share what
 * arrives, so each would commit a fraction of it, just as often: together they would pay that cost a multiple of times. So
 * where others take in events beside this one and arrivals crowd, a batch waits until nearly as many have come as the last one
 * answered and left waiting, for a few milliseconds at most. In the appender's turns.
 */
final class Gathering {
    /** No crowd: what comes one at a time, or two, is not made to wait for company that may never come. */
    static final int FEW = 4;

    /** So many are worth a statement at once. */
    static final int WORTH_ONE = 64;

    static final long AT_MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final IntSupplier replicas;
    private int seen;
    private long since;

    /** @param replicas that take in events just now, this one included */
    Gathering(IntSupplier replicas) {
        this.replicas = replicas;
    }

    /**
     * A batch has been answered.
     *
     * @param rows that it carried
     * @param queued rows that came meanwhile
     * @param nanos now
     */
    void answered(int rows, int queued, long nanos) {
        seen = rows + queued;
        since = nanos;
    }

    /** Nanoseconds that what is queued waits for more if no more comes; 0 when it is to be written now. */
    long timeForMore(int queued, long nanos) {
        boolean crowd = seen > FEW && replicas.getAsInt() > 1;
        if (!crowd || queued == 0 || queued >= WORTH_ONE || 10L * queued >= 9L * seen) {
            return 0;
        }
        return Math.max(0, since + AT_MOST_NANOS - nanos);
    }
}
