package dev.holdfast.target;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends what has not ended in time, at the price of one timer for all of it.
 *
 * <p>All attempts at a target have the same timeout, so they fall due in the order in which they began: a linked list and a
 * timer for its head do, where a timer for each would be the costliest part of a fast attempt. Confined to one context.
 */
final class Deadlines {
    /** Something that has to end in time. */
    abstract static class Entry {
        private @Nullable Entry earlier;
        private @Nullable Entry later;
        private long dueNanos;
        private boolean held;

        /** Time is up; the entry is no longer held. */
        abstract void expired();
    }

    private final Vertx vertx;
    private final long timeoutNanos;

    private @Nullable Entry first;
    private @Nullable Entry last;
    private boolean timerSet;

    Deadlines(Vertx vertx, long timeoutNanos) {
        this.vertx = vertx;
        this.timeoutNanos = timeoutNanos;
    }

    /** Holds an entry that begins now. */
    void add(Entry entry, long nowNanos) {
        entry.dueNanos = nowNanos + timeoutNanos;
        entry.held = true;
        entry.earlier = last;
        if (last == null) {
            first = entry;
        } else {
            last.later = entry;
        }
        last = entry;
        if (!timerSet) {
            setTimer(timeoutNanos);
        }
    }

    /** Lets go of an entry that has ended; one that expired is not held any more, and that is fine. */
    void remove(Entry entry) {
        if (!entry.held) {
            return;
        }
        entry.held = false;
        if (entry.earlier == null) {
            first = entry.later;
        } else {
            entry.earlier.later = entry.later;
        }
        if (entry.later == null) {
            last = entry.earlier;
        } else {
            entry.later.earlier = entry.earlier;
        }
        entry.earlier = null;
        entry.later = null;
    }

    private void expire(long nowNanos) {
        timerSet = false;
        while (first != null && first.dueNanos - nowNanos <= 0) {
            Entry due = first;
            remove(due);
            due.expired();
        }
        if (first != null && !timerSet) {
            setTimer(first.dueNanos - nowNanos);
        }
    }

    private void setTimer(long nanos) {
        timerSet = true;
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1), id -> expire(System.nanoTime()));
    }
}
