package dev.holdfast.process;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * What stands before replicas, in its two kinds: one door chooses a ready replica for each request, as an ingress does, the
 * other for each connection, as a Kubernetes service does. Neither sends anything twice.
 */
final class Balancer implements AutoCloseable {
    /** Shorter than what replicas grant an idle connection, or a request meets its end. */
    private static final int KEEP_ALIVE_SECONDS = 10;

    private static final Pattern FAREWELL = Pattern.compile("(?i)\\r\\nconnection: close");
    private static final int CONNECTIONS = 256;
    private static final long PATIENCE_MILLIS = 4_000;
    private static final int CONNECT_MILLIS = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions()
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxPoolSize(CONNECTIONS)
            .setConnectTimeout(CONNECT_MILLIS));
    private final NetClient dialler = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    private final Map<String, Integer> troubles = new ConcurrentHashMap<>();
    private final Set<NetSocket> joined = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cut = new AtomicInteger();
    private final ReadyReplicas ready;
    private final HttpServer requests;
    private final NetServer connections;

    /** Listens at once, at both doors. */
    Balancer(List<Service> replicas) {
        ready = new ReadyReplicas(vertx, replicas);
        requests = within(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .exceptionHandler(reset -> {})
                .requestHandler(this::forward)
                .listen());
        connections = within(vertx.createNetServer(
                        new NetServerOptions().setHost("127.0.0.1").setPort(0))
                .connectHandler(this::join)
                .listen());
    }

    /** The door that chooses for each request. */
    InetSocketAddress forRequests() {
        return new InetSocketAddress("127.0.0.1", requests.actualPort());
    }

    /** The door that chooses for each connection, once. */
    InetSocketAddress forConnections() {
        return new InetSocketAddress("127.0.0.1", connections.actualPort());
    }

    ReadyReplicas ready() {
        return ready;
    }

    /** What kept requests from their answers, and how often. */
    Map<String, Integer> troubles() {
        return new TreeMap<>(troubles);
    }

    /** How many vendors' connections a replica ended without a word, for the next request to fall into. */
    int cut() {
        return cut.get();
    }

    private void forward(HttpServerRequest request) {
        Optional<InetSocketAddress> replica = ready.next();
        if (replica.isEmpty()) {
            fail(request, 503, "no replica is ready");
            return;
        }
        RequestOptions there = new RequestOptions()
                .setMethod(request.method())
                .setHost("127.0.0.1")
                .setPort(replica.get().getPort())
                .setURI(request.uri())
                .setHeaders(request.headers())
                .setTimeout(PATIENCE_MILLIS);
        request.body()
                .compose(body -> client.request(there).compose(asked -> asked.send(body)))
                .compose(answer -> answer.body().map(body -> pass(request, answer, body)))
                .onFailure(failure -> fail(request, 502, replica.get().getPort() + ": " + failure));
    }

    private static Future<Void> pass(HttpServerRequest request, HttpClientResponse answer, Buffer body) {
        request.response().setStatusCode(answer.statusCode());
        answer.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("connection")) {
                request.response().putHeader(name, value);
            }
        });
        return request.response().end(body);
    }

    private void fail(HttpServerRequest request, int status, String why) {
        troubles.merge(why, 1, Integer::sum);
        request.response().setStatusCode(status).end();
    }

    private void join(NetSocket vendor) {
        Optional<InetSocketAddress> replica = ready.next();
        if (replica.isEmpty()) {
            troubles.merge("no replica is ready for a connection", 1, Integer::sum);
            vendor.close();
            return;
        }
        vendor.pause();
        dialler.connect(replica.get().getPort(), "127.0.0.1")
                .onSuccess(there -> join(vendor, there))
                .onFailure(failure -> {
                    troubles.merge(replica.get().getPort() + ": " + failure, 1, Integer::sum);
                    vendor.close();
                });
    }

    private void join(NetSocket vendor, NetSocket there) {
        joined.add(vendor);
        vendor.closeHandler(v -> {
            joined.remove(vendor);
            there.close();
        });
        there.closeHandler(v -> {
            if (joined.remove(vendor)) {
                cut.incrementAndGet();
            }
            vendor.close();
        });
        there.handler(answer -> {
            if (FAREWELL.matcher(answer.toString(StandardCharsets.ISO_8859_1)).find()) {
                joined.remove(vendor);
            }
            vendor.write(answer);
        });
        vendor.handler(there::write);
        vendor.resume();
    }

    private static <T> T within(Future<T> done) {
        return done.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        within(vertx.close());
    }
}
