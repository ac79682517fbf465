package dev.holdfast.faults;

import java.time.Duration;

/** What a {@link FaultProxy} does with the next piece. Thread-safe. */
final class Gate {
    /** Whether pieces pass. */
    enum Mode {
        OPEN,
        STALL,
        CUT
    }

    private Mode mode = Mode.OPEN;
    private long waitMillis;
    private long left = Long.MAX_VALUE;

    /** Changes the mode; opening forgets delays and limits too. */
    synchronized void set(Mode next) {
        mode = next;
        if (next == Mode.OPEN) {
            waitMillis = 0;
            left = Long.MAX_VALUE;
        }
        notifyAll();
    }

    synchronized void slow(Duration wait) {
        waitMillis = wait.toMillis();
    }

    synchronized void limit(long bytes) {
        left = bytes;
    }

    /** Waits as long as it has to; false when the connection is to be cut. */
    boolean pass() throws InterruptedException {
        Thread.sleep(delay());
        synchronized (this) {
            while (mode == Mode.STALL) {
                wait();
            }
            return mode == Mode.OPEN;
        }
    }

    /** How many of so many bytes may pass; with the last one that may, it is cut. */
    synchronized int take(int bytes) {
        int allowed = (int) Math.min(bytes, left);
        left = left == Long.MAX_VALUE ? left : left - allowed;
        if (allowed < bytes) {
            mode = Mode.CUT;
        }
        return allowed;
    }

    private synchronized long delay() {
        return waitMillis;
    }
}
