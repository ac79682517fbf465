package dev.holdfast.ops.http;

import dev.holdfast.ops.settings.AdminSettings;
import dev.holdfast.ops.settings.ReplicaRole;
import dev.holdfast.ops.settings.Settings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The listener of the admin API and the console. It hands its requests to Quarkus' router. */
@Singleton
public final class AdminListener {
    private static final int MAX_HEADERS = 16 << 10;
    private static final int MAX_LINE = 4 << 10;
    private static final int IDLE_SECONDS = 60;
    private static final String KEPT_OPEN = "dev.holdfast.development.admin-port";

    private final HttpServer server;
    private final AdminSettings settings;
    private final String host;
    private final boolean serves;
    private volatile int port = -1;

    AdminListener(Vertx vertx, Settings settings, @ConfigProperty(name = "quarkus.http.host") String publicHost) {
        this.settings = settings.admin();
        this.serves = settings.roles().contains(ReplicaRole.ADMIN);
        this.host = this.settings.host() == null ? publicHost : this.settings.host();
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_LINE)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false));
    }

    void start(@Observes StartupEvent event) throws QuarkusBindException {
        if (!serves) {
            return;
        }
        if (!Integer.toString(settings.port()).equals(System.getProperty(KEPT_OPEN))) {
            listen();
        }
        port = server.actualPort() > 0 ? server.actualPort() : settings.port();
    }

    private void listen() throws QuarkusBindException {
        try {
            await(server.requestHandler(VertxHttpRecorder.getRootHandler()).listen(settings.port(), host));
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException taken) {
                // Quarkus tells of this one in a line, as of its own ports.
                throw new QuarkusBindException(host, settings.port(), taken);
            }
            throw e;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (LaunchMode.current().isDev()) {
            // The request that makes a live reload waits in this listener for the reload's end, as on Quarkus' own.
            System.setProperty(KEPT_OPEN, Integer.toString(port));
        } else {
            await(server.close());
        }
    }

    /** The port it listens on; that of the configuration unless that is 0. Below 0 when this replica has no admin API. */
    public int port() {
        return port;
    }

    /** Whether a request came in by this door. */
    boolean received(HttpServerRequest request) {
        SocketAddress local = request.localAddress();
        return local != null && local.port() == port;
    }

    /** Start and end of the service may wait; nothing else does. */
    private static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
