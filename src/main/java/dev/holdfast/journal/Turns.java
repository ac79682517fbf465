package dev.holdfast.journal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Runs steps one after another, each on the thread of whoever brought one while none was running.
 *
 * <p>A step sees what those before it changed, and none begins inside another. Nobody waits: who comes while a step runs
 * leaves his own to the thread that runs it. So steps are short and never block.
 */
final class Turns {
    private static final Logger LOG = Logger.getLogger(Turns.class);

    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Runs a step when it is its turn. Any thread. */
    void take(Runnable step) {
        steps.add(step);
        if (waiting.getAndIncrement() == 0) {
            do {
                run(steps.remove());
            } while (waiting.decrementAndGet() > 0);
        }
    }

    /** What one step throws, memory that is short among it, must not take the turn from all that come after. */
    private static void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            LOG.error("a step failed", fault);
        }
    }
}
