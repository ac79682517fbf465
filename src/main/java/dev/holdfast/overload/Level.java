package dev.holdfast.overload;

/**
 * How much is given up, in the order in which it is: each level gives up what those before it do, and one thing more.
 *
 * <p>The pressure is what is under way against the {@link Room} for it: at 1 a delivery waits as long as it should at most.
 */
public enum Level {
    /** Everything is done. */
    CALM(0),
    /** Vendors' records are not read: they will be there later. */
    NO_FETCHING(0.5),
    /** Messages are taken from the journal slowly: they are safe there. */
    SLOW_RELAY(0.65),
    /** Bulk orders of the admin API are answered 429: people see it and come again. */
    NO_BULK(0.8),
    /** Deliveries of vendors that try again are answered 503 where there is no room. */
    SHED_RETRYING(1),
    /** Those of vendors that never try again, too. */
    SHED_ALL(1.25);

    private final double pressure;

    Level(double pressure) {
        this.pressure = pressure;
    }

    /** The pressure from which on it holds. */
    double pressure() {
        return pressure;
    }

    /** Whether what this level gives up is given up at another. */
    public boolean holdsAt(Level now) {
        return now.compareTo(this) >= 0;
    }

    /** The highest that a pressure demands. */
    static Level at(double pressure) {
        Level found = CALM;
        for (Level level : values()) {
            if (pressure >= level.pressure) {
                found = level;
            }
        }
        return found;
    }
}
