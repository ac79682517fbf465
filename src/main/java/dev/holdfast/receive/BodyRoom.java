package dev.holdfast.receive;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What bodies that are not all here yet may hold together. Each has a bound of its own, but whoever opens connections
 * chooses how many there are, and may be a stranger. The first {@value #FREE} bytes of a body count for nothing: small
 * deliveries get in whatever others do, and the number of connections bounds what these bytes come to. For any thread.
 */
public final class BodyRoom {
    /** Bytes of each body that need no room. */
    static final int FREE = 16 << 10;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most bytes past the free ones, of all unfinished bodies */
    BodyRoom(long most) {
        this.most = most;
    }

    /** A quarter of the largest heap: the rest is for what is authentic. */
    public static BodyRoom ofHeap() {
        return new BodyRoom(Runtime.getRuntime().maxMemory() / 4);
    }

    /** Whether there is room for so many bytes more, and if so, takes it. */
    boolean take(int bytes) {
        return held.getAndAccumulate(bytes, (now, more) -> now + more > most ? now : now + more) + bytes <= most;
    }

    /** Gives back what was taken. */
    void give(int bytes) {
        held.addAndGet(-bytes);
    }

    /** Bytes that are taken now. */
    long held() {
        return held.get();
    }
}
