package dev.holdfast.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Arrivals that wait for their batch, in the order in which they came, within bounds of rows and bytes.
 *
 * <p>Adding and counting are for any thread, taking is for the appender's turns.
 */
final class AppendQueue {
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rows = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final JournalSettings settings;

    AppendQueue(JournalSettings settings) {
        this.settings = settings;
    }

    /** Whether more would be more than may wait. */
    boolean full() {
        return rows.get() >= settings.queueRows() || bytes.get() >= settings.queueBytes();
    }

    void add(Pending pending) {
        rows.addAndGet(pending.arrival.items().size());
        bytes.addAndGet(pending.bytes);
        waiting.add(pending);
    }

    /** Rows that wait. */
    int rows() {
        return rows.get();
    }

    /** The next batch: what has come, to the bounds of one statement; a release rides alone. Empty when nothing waits. */
    List<Pending> batch() {
        List<Pending> batch = new ArrayList<>();
        int batchRows = 0;
        long batchBytes = 0;
        for (Pending head = waiting.peek(); head != null; head = waiting.peek()) {
            batchRows += head.arrival.items().size();
            batchBytes += head.bytes;
            boolean alone = head.arrival.release() != null;
            if (!batch.isEmpty() && (alone || batchRows > settings.batchRows() || batchBytes > settings.batchBytes())) {
                break;
            }
            batch.add(take());
            if (alone) {
                break;
            }
        }
        return batch;
    }

    /** Takes out what has waited past its deadline. */
    List<Pending> late(long nanos) {
        List<Pending> late = new ArrayList<>();
        for (Pending head = waiting.peek(); head != null && head.deadlineNanos - nanos < 0; head = waiting.peek()) {
            late.add(take());
        }
        return late;
    }

    private Pending take() {
        Pending head = waiting.remove();
        rows.addAndGet(-head.arrival.items().size());
        bytes.addAndGet(-head.bytes);
        return head;
    }
}
