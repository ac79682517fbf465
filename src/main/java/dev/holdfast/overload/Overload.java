package dev.holdfast.overload;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Whether this process has more to do than it can, and what it gives up then: see {@link Level}.
 *
 * <p>Methods are for any thread and cost next to nothing; {@link #tick} is called by one.
 */
public final class Overload {
    /** How long the pressure must have been low for each step back. */
    private static final long HOLD_NANOS = 1_000_000_000L;

    /** How long nobody is let in after the journal had no room: who is would be verified and taken apart for nothing. */
    private static final long FULL_NANOS = 50_000_000L;

    private final Share deliveries = new Share(Room.ofDeliveries());
    private final Share events = new Share(Room.ofEvents());
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder overflowed = new LongAdder();
    private final Ladder ladder = new Ladder(HOLD_NANOS);
    private final BiConsumer<Level, Level> changed;
    private volatile double lag;
    private volatile Level level = Level.CALM;
    private volatile long fullUntil;
    private long tickedAt;

    /**
     * Nothing is under way.
     *
     * @param changed told of every change of the level: the old one, the new one
     * @param nanos now, on the monotonic clock of {@link #tick}
     */
    public Overload(BiConsumer<Level, Level> changed, long nanos) {
        this.changed = changed;
        this.tickedAt = nanos;
        this.fullUntil = nanos;
    }

    /** What is given up now. */
    public Level level() {
        return level;
    }

    /** Whether vendors' records should not be read now. */
    public boolean stopsFetching() {
        return Level.NO_FETCHING.holdsAt(level);
    }

    /** Whether messages should be taken from the journal slowly now. */
    public boolean slowsRelay() {
        return Level.SLOW_RELAY.holdsAt(level);
    }

    /** Whether bulk orders should be refused now. */
    public boolean stopsBulk() {
        return Level.NO_BULK.holdsAt(level);
    }

    /**
     * Whether a delivery is to be refused now, before anything is done for it. Asked once for each, since it is counted.
     *
     * @param comesAgain whether its vendor tries again
     * @param nanos now
     */
    public boolean refuses(boolean comesAgain, long nanos) {
        double pressure = Math.max(pressure(), nanos - fullUntil < 0 ? Level.SHED_ALL.pressure() : 0);
        Level bar = comesAgain ? Level.SHED_RETRYING : Level.SHED_ALL;
        if (pressure < bar.pressure()) {
            return false;
        }
        deliveries.refused(bar.pressure());
        events.refused(bar.pressure());
        if (!bar.holdsAt(level)) {
            see(pressure, nanos); // Whoever is given up before a delivery must not learn of it later than the delivery.
        }
        return true;
    }

    /** An authentic delivery is on its way to its commit. @param brings events */
    public void began(int brings) {
        deliveries.began(1);
        events.began(brings);
    }

    /**
     * It is committed.
     *
     * @param brought events
     * @param waited nanoseconds since its last byte came
     */
    public void ended(int brought, long waited) {
        deliveries.ended(1);
        events.ended(brought);
        waitedNanos.add(waited);
    }

    /** It is answered without a commit, for a reason that is no want of room. @param brought events */
    public void failed(int brought) {
        deliveries.gone(1);
        events.gone(brought);
    }

    /**
     * It is answered without a commit, since the journal had no room or no time for it.
     *
     * @param brought events
     * @param nanos now
     */
    public void overflowed(int brought, long nanos) {
        failed(brought);
        overflowed.increment();
        fullUntil = nanos + FULL_NANOS;
    }

    /**
     * Looks at what came to pass; several times a tenth of a second.
     *
     * @param lagNanos how long an event loop takes to come to a task, as it has been for a while
     */
    public void tick(long nanos, long lagNanos) {
        double seconds = (nanos - tickedAt) / 1e9;
        if (seconds <= 0) {
            return;
        }
        tickedAt = nanos;
        lag = lagNanos / 1e9;
        long count = deliveries.takeDone();
        double waited = lag + (count == 0 ? 0 : waitedNanos.sumThenReset() / 1e9 / count);
        boolean overflow = overflowed.sumThenReset() > 0;
        deliveries.passed(seconds, count, waited, overflow);
        events.passed(seconds, events.takeDone(), waited, overflow);
        see(pressure(), nanos);
    }

    /** Authentic deliveries on their way to their commit. */
    public int underWay() {
        return deliveries.underWay();
    }

    /** Deliveries that may be, before a vendor that tries again is refused. */
    public int room() {
        return deliveries.bound();
    }

    /** The events that they bring. */
    public int eventsUnderWay() {
        return events.underWay();
    }

    /** Events that may be, before a vendor that tries again is refused. */
    public int eventsRoom() {
        return events.bound();
    }

    private double pressure() {
        return Math.max(Math.max(deliveries.filled(), events.filled()), lag / Room.WAIT_SECONDS);
    }

    private synchronized void see(double pressure, long nanos) {
        Level before = level;
        level = ladder.see(pressure, nanos);
        if (level != before) {
            changed.accept(before, level);
        }
    }
}
