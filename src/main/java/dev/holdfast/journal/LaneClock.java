package dev.holdfast.journal;

import java.time.InstantSource;

/**
 * The wall clock as the database has it: ids of all replicas then follow one clock, whatever their own say.
 *
 * <p>Set by the journal's context with every look at the database; read by any thread.
 */
public final class LaneClock {
    private final InstantSource local;
    private volatile long offset;

    LaneClock(InstantSource local) {
        this.local = local;
    }

    /** Unix milliseconds. May jump by what the local clock jumps until the next {@link #set}. */
    long millis() {
        return local.millis() + offset;
    }

    void set(long databaseMillis) {
        offset = databaseMillis - local.millis();
    }

    /** How far the local clock is behind the database's, in milliseconds; negative when it is ahead. */
    public long skewMillis() {
        return offset;
    }
}
