package dev.holdfast.bench;

import dev.holdfast.process.FreePorts;
import dev.holdfast.process.Patience;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A target that only counts, on one event loop, and costs the machine as little as a server can.
 *
 * <p>While its gate is shut it takes requests and holds their answers back.
 */
final class Sink implements AutoCloseable {
    private static final Buffer ACCEPTED = Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.next();
    private final AtomicLong accepted = new AtomicLong();
    private final List<NetSocket> held = new ArrayList<>();
    private volatile boolean shut;
    private volatile @Nullable Consumer<String> listener;

    Sink() {
        vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setTcpNoDelay(true))
                .connectHandler(this::connected)
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void connected(NetSocket socket) {
        socket.exceptionHandler(reset -> {}); // a client that is ended does not say goodbye
        socket.handler(new SinkRequests(request -> take(socket, request)));
    }

    private void take(NetSocket socket, Buffer request) {
        Consumer<String> told = listener;
        if (told != null) {
            told.accept(idOf(request));
        }
        synchronized (held) {
            if (shut) {
                held.add(socket);
                return;
            }
        }
        accepted.incrementAndGet();
        socket.write(ACCEPTED);
    }

    private static String idOf(Buffer request) {
        String text = request.toString(StandardCharsets.ISO_8859_1);
        int from = text.indexOf("{\"id\":\"") + 7;
        return text.substring(from, text.indexOf('"', from));
    }

    /** From here on every id is told as it arrives. */
    void listen(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Holds answers back. */
    void shut() {
        shut = true;
    }

    /** Answers what was held back, and whatever comes. */
    void open() {
        synchronized (held) {
            shut = false;
            held.forEach(socket -> {
                accepted.incrementAndGet();
                socket.write(ACCEPTED);
            });
            held.clear();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hooks";
    }

    int port() {
        return port;
    }

    /** Requests answered so far. */
    long accepted() {
        return accepted.get();
    }

    void await(long requests, Duration limit) {
        Patience.await(limit, () -> accepted.get() >= requests, () -> accepted + " of " + requests + " arrivals");
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
