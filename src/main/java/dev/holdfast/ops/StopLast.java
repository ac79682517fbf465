package dev.holdfast.ops;

import dev.holdfast.ops.postgres.EmbeddedServer;
import dev.holdfast.ops.settings.ShutdownSettings;
import io.quarkus.runtime.Application;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the embedded PostgreSQL after everything else.
 *
 * <p>The hooks of a JVM run side by side: this one waits until Quarkus' own has ended the service, whose last acts are commits.
 */
final class StopLast {
    /** Beside the delay and the drain: requests under way, and letting the lanes go. */
    private static final Duration REST = Duration.ofSeconds(30);

    private StopLast() {}

    /** Past the time that the service may take to end PostgreSQL stops anyway, and loses nothing that was acknowledged. */
    static void register(EmbeddedServer server, ShutdownSettings shutdown) {
        Duration patience = shutdown.delay().plus(shutdown.drain()).plus(REST);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, patience), "stop-postgres"));
    }

    private static void stop(EmbeddedServer server, Duration patience) {
        Application application = Application.currentApplication();
        if (application != null) {
            await(application, patience);
        }
        server.close();
    }

    private static void await(Application application, Duration patience) {
        try {
            CompletableFuture.runAsync(application::awaitShutdown, task -> {
                        Thread thread = new Thread(task, "await-service");
                        thread.setDaemon(true);
                        thread.start();
                    })
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("The service did not end in time; stopping PostgreSQL without it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
