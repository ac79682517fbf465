package dev.holdfast.process;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP target that writes every arrival down before it answers, and can be as bad as targets are. */
public final class LedgerTarget implements AutoCloseable {
    /** How it treats whoever calls. */
    public enum Mood {
        /** Answers 200. */
        WELL,
        /** Answers 503. */
        REFUSING,
        /** Takes the request and never answers. */
        SILENT
    }

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.next();
    private final Ledger ledger;
    private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();
    private @Nullable HttpServer server;
    private volatile Mood mood = Mood.WELL;
    private volatile int failPercent;
    private volatile Duration delay = Duration.ZERO;

    /** A target of a ledger, on a port of its own. */
    public LedgerTarget(Ledger ledger) {
        this.ledger = ledger;
        open();
    }

    /** Starts to listen, again on the same port after {@link #shut}. */
    public void open() {
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(port).setReuseAddress(true);
        server = vertx.createHttpServer(options)
                .exceptionHandler(reset -> {}) // a service that is killed does not say goodbye
                .requestHandler(this::take);
        server.listen()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** Stops listening: who calls is refused by the operating system. */
    public void shut() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    public void mood(Mood mood) {
        this.mood = mood;
    }

    /** Answers 500 to the first attempt of a share of all events. */
    public void failFirstAttempts(int percent) {
        this.failPercent = percent;
    }

    /** Takes this long to answer. */
    public void delay(Duration delay) {
        this.delay = delay;
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/hooks";
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        byte[] bytes = body.getBytes();
        String id = idOf(bytes);
        int status = status(id);
        ledger.arrived(new Arrival(
                id,
                String.valueOf(request.getHeader("webhook-id")),
                String.valueOf(request.getHeader("holdfast-attempt")),
                Ledger.hash(bytes),
                status == 200,
                System.nanoTime()));
        if (mood == Mood.SILENT) {
            return;
        }
        if (delay.isZero()) {
            request.response().setStatusCode(status).end();
        } else {
            vertx.setTimer(
                    delay.toMillis(),
                    timer -> request.response().setStatusCode(status).end());
        }
    }

    private int status(String id) {
        if (mood != Mood.WELL) {
            return 503;
        }
        boolean chosen = Math.floorMod(id.hashCode(), 100) < failPercent;
        return chosen && failedOnce.add(id) ? 500 : 200;
    }

    /** The value of the first {@code "id"} in a body. */
    static String idOf(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\"id\":\"");
        int to = from < 0 ? -1 : text.indexOf('"', from + 6);
        return to < 0 ? "unreadable " + Ledger.hash(body) : text.substring(from + 6, to);
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
