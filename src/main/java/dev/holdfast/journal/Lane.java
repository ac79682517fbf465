package dev.holdfast.journal;

import dev.holdfast.event.EventId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A lane as long as this process holds it: its number, its epoch, and until when we may act on it.
 *
 * <p>Held and let go by the journal's context only; {@link #lastId} is moved by whoever appends; read by any thread.
 */
public final class Lane {
    private final int number;
    private final AtomicLong lastId = new AtomicLong();
    private volatile long epoch;
    private volatile boolean held;
    private volatile long deadlineNanos;
    private volatile long deadlineMillis;

    Lane(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The fencing token of the present holding; every statement carries it. */
    long epoch() {
        return epoch;
    }

    /**
     * Whether the lease surely still runs. Checked before every send.
     *
     * <p>Counts on the monotonic clock from before the renewal was sent; the wall clock is looked at too because the
     * monotonic one stands still while a virtual machine is suspended.
     */
    public boolean mayAct() {
        return held && System.nanoTime() - deadlineNanos < 0 && System.currentTimeMillis() < deadlineMillis;
    }

    /** Seconds until {@link #mayAct} ends unless the lease is renewed; 0 when it has ended. */
    double leaseSecondsLeft() {
        return mayAct() ? (deadlineNanos - System.nanoTime()) / 1e9 : 0;
    }

    boolean held() {
        return held;
    }

    void hold(long newEpoch, long newLastId) {
        epoch = newEpoch;
        lastId(Math.max(newLastId, EventId.first(number, EventId.EPOCH_MILLIS)));
        held = true;
    }

    /** @param leaseMillis what was asked for, less a margin for the clocks' different speeds */
    void renewed(long askedAtNanos, long askedAtMillis, long leaseMillis) {
        deadlineMillis = askedAtMillis + leaseMillis;
        deadlineNanos = askedAtNanos + leaseMillis * 1_000_000;
    }

    void letGo() {
        held = false;
    }

    long lastId() {
        return lastId.get();
    }

    /** Ids only grow, whoever moves them. */
    void lastId(long id) {
        lastId.accumulateAndGet(id, Math::max);
    }

    @Override
    public String toString() {
        return "lane " + number + " epoch " + epoch;
    }
}
