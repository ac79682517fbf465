package dev.holdfast.process;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which replicas say that they are ready, asked of each ten times a second; hands them out in turn.
 *
 * <p>One that refuses or says no is left out at once, one that does not answer when its patience is over.
 */
final class ReadyReplicas {
    private static final long EVERY_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 2_000;

    private final List<Service> replicas;
    private final Set<Service> ready = ConcurrentHashMap.newKeySet();
    private final Set<Service> asked = ConcurrentHashMap.newKeySet();
    private final HttpClient client;
    private final AtomicInteger turn = new AtomicInteger();

    /** All of them count as ready until they are asked. */
    ReadyReplicas(Vertx vertx, List<Service> replicas) {
        this.replicas = List.copyOf(replicas);
        this.ready.addAll(replicas);
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setConnectTimeout((int) PATIENCE_MILLIS));
        vertx.setPeriodic(EVERY_MILLIS, t -> replicas.forEach(this::ask));
    }

    private void ask(Service replica) {
        if (!asked.add(replica)) {
            return; // still thinking
        }
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("127.0.0.1")
                        .setPort(replica.managementPort())
                        .setURI("/q/health/ready")
                        .setTimeout(PATIENCE_MILLIS))
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::statusCode)
                .onComplete(answer -> mark(replica, answer.succeeded() && answer.result() == 200));
    }

    private void mark(Service replica, boolean isReady) {
        asked.remove(replica);
        if (isReady) {
            ready.add(replica);
        } else {
            ready.remove(replica);
        }
    }

    /** Where the next one takes webhooks; empty when none is ready. */
    Optional<InetSocketAddress> next() {
        int from = turn.getAndIncrement();
        for (int i = 0; i < replicas.size(); i++) {
            Service replica = replicas.get(Math.floorMod(from + i, replicas.size()));
            if (ready.contains(replica)) {
                return Optional.of(replica.address());
            }
        }
        return Optional.empty();
    }

    /** Waits until it has heard that so many are ready, and no more. */
    void await(int count, Duration limit) {
        Patience.await(limit, () -> ready.size() == count, () -> ready.size() + " ready, not " + count);
    }
}
