package dev.holdfast.overload;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One kind of thing that is under way, counted by many threads, and the {@link Room} that it has. */
final class Share {
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Room room;
    private volatile int bound;

    Share(Room room) {
        this.room = room;
        this.bound = room.size();
    }

    void began(int count) {
        underWay.addAndGet(count);
    }

    void ended(int count) {
        underWay.addAndGet(-count);
        done.add(count);
    }

    /** Under way no more, and not done. */
    void gone(int count) {
        underWay.addAndGet(-count);
    }

    /** A request was refused; it counts here when this was as full as that. */
    void refused(double bar) {
        if (filled() >= bar) {
            refused.increment();
        }
    }

    /** What was done since this was last asked. */
    long takeDone() {
        return done.sumThenReset();
    }

    /** See {@link Room.Look}; by one thread. */
    void passed(double seconds, long count, double waited, boolean overflowed) {
        room.passed(seconds, new Room.Look(count, waited, refused.sumThenReset() > 0, overflowed));
        bound = room.size();
    }

    int underWay() {
        return underWay.get();
    }

    int bound() {
        return bound;
    }

    /** The part of its room that is taken; more than 1 when there is too much. */
    double filled() {
        return (double) underWay.get() / bound;
    }
}
