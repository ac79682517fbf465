package dev.holdfast.ops;

import dev.holdfast.log.WideLog;
import dev.holdfast.ops.health.Leaving;
import dev.holdfast.ops.settings.Settings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Ends the service so that nobody notices: not ready, a moment for those in front to see it, relay no more, let attempts under way end, write what became of them, let the
 * lanes go. The embedded PostgreSQL stops after all of this.
 */
@Singleton
final class Farewell {
    private static final Logger LOG = Logger.getLogger(Farewell.class);
    private static final long LOOK_EVERY_NANOS = 10_000_000;
    static final long LANES_SECONDS = 3;

    private final Assembly assembly;
    private final Fetching fetching;
    private final Settings settings;
    private final Leaving leaving;
    private final WideLog log;

    Farewell(Assembly assembly, Fetching fetching, Settings settings, Leaving leaving, WideLog log) {
        this.assembly = assembly;
        this.fetching = fetching;
        this.settings = settings;
        this.leaving = leaving;
        this.log = log;
    }

    /** Still taking webhooks, and no longer ready: those in front of us have {@code holdfast.shutdown.delay} to see it. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving.begin();
        assembly.closeKeysIn(settings.shutdown().delay());
    }

    /** The HTTP server has ended by now: no request is left that waits for its commit. */
    void end(@Observes @Priority(100) ShutdownEvent event) {
        Duration drain = settings.shutdown().drain();
        Future<Void> fetched = fetching.stop();
        assembly.relay().close();
        assembly.close();
        Duration writing = drain.dividedBy(5);
        boolean ended = within(drain.minus(writing), () -> assembly.relay().underWay() == 0);
        boolean written = within(writing, () -> assembly.journal().settled() && fetched.isComplete());
        if (!ended || !written) {
            LOG.warnf(
                    "%d attempts under way at the end will be made again by whoever takes the lane",
                    assembly.relay().underWay());
        }
        assembly.journal()
                .stop()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LANES_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
        log.stop();
    }

    private static boolean within(Duration patience, BooleanSupplier holds) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }
}
