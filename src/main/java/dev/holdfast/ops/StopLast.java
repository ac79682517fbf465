package dev.holdfast.ops;

import dev.holdfast.ops.postgres.EmbeddedServer;
import io.quarkus.runtime.Application;
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
    /** More than the service may take to end; past it PostgreSQL stops anyway, and loses nothing that was acknowledged. */
    private static final long MOST_SECONDS = 60;

    private StopLast() {}

    static void register(EmbeddedServer server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-postgres"));
    }

    private static void stop(EmbeddedServer server) {
        Application application = Application.currentApplication();
        if (application != null) {
            await(application);
        }
        server.close();
    }

    private static void await(Application application) {
        try {
            CompletableFuture.runAsync(application::awaitShutdown, task -> {
                        Thread thread = new Thread(task, "await-service");
                        thread.setDaemon(true);
                        thread.start();
                    })
                    .get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("The service did not end in time; stopping PostgreSQL without it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
