package dev.holdfast.ops.health;

import jakarta.inject.Singleton;

/** Whether the service is about to end: from then on it is not ready, and those in front of it send webhooks elsewhere. */
@Singleton
public final class Leaving {
    private volatile boolean leaving;

    /** Says so; there is no way back. */
    public void begin() {
        leaving = true;
    }

    boolean begun() {
        return leaving;
    }
}
