package dev.holdfast.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting with an end: the only place in these tests that sleeps. */
public final class Patience {
    private static final long STEP_MILLIS = 20;

    private Patience() {}

    /** Waits until it holds; false when the time is over first. */
    public static boolean until(Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (holds.getAsBoolean()) {
                return true;
            }
            pause(Duration.ofMillis(STEP_MILLIS));
        }
        return holds.getAsBoolean();
    }

    /** Waits until it holds, and fails with the words given when it never does. */
    public static void await(Duration limit, BooleanSupplier holds, Supplier<String> otherwise) {
        if (!until(limit, holds)) {
            throw new AssertionError("not within " + limit.toMillis() + " ms: " + otherwise.get());
        }
    }

    /** Lets time go by. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
