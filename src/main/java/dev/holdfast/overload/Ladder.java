package dev.holdfast.overload;

/**
 * The level as time goes by: up at once, as far as it must; down a step at a time, when the pressure was well below the step for
 * a while. So what was given up does not come back all at once into a load that has only just been mastered.
 *
 * <p>Pure; not for several threads.
 */
final class Ladder {
    /** Well below a step. */
    private static final double CLEARLY = 0.7;

    private final long holdNanos;
    private Level level = Level.CALM;
    private long calmerSince;
    private boolean calmer;

    /** @param holdNanos how long the pressure must have been low for each step down */
    Ladder(long holdNanos) {
        this.holdNanos = holdNanos;
    }

    Level level() {
        return level;
    }

    /** What the pressure makes of the level; time is monotonic. */
    Level see(double pressure, long nanos) {
        Level wanted = Level.at(pressure);
        if (wanted.compareTo(level) > 0) {
            level = wanted;
            calmer = false;
        } else if (level == Level.CALM || pressure >= CLEARLY * level.pressure()) {
            calmer = false;
        } else if (!calmer) {
            calmer = true;
            calmerSince = nanos;
        } else if (nanos - calmerSince >= holdNanos) {
            level = Level.values()[level.ordinal() - 1];
            calmerSince = nanos;
        }
        return level;
    }
}
