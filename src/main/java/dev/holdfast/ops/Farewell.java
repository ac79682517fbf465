package dev.holdfast.ops;

import dev.holdfast.log.WideLog;
import dev.holdfast.ops.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Ends the service so that nobody notices: relay no more, let attempts under way end, write what became of them, let the
 * lanes go. The embedded PostgreSQL stops after all of this.
 */
@Singleton
final class Farewell {
    private static final Logger LOG = Logger.getLogger(Farewell.class);
    private static final long LOOK_EVERY_NANOS = 10_000_000;
    private static final long LANES_SECONDS = 3;

    private final Assembly assembly;
    private final Settings settings;
    private final WideLog log;

    Farewell(Assembly assembly, Settings settings, WideLog log) {
        this.assembly = assembly;
        this.settings = settings;
        this.log = log;
    }

    void end(@Observes @Priority(100) ShutdownEvent event) {
        Duration drain = settings.shutdown().drain();
        assembly.relay().close();
        boolean ended = within(drain, () -> assembly.relay().underWay() == 0);
        boolean written = within(drain.dividedBy(4), assembly.journal()::settled);
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
