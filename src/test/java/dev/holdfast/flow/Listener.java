package dev.holdfast.flow;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** A target as a user would have it: a small HTTP server that keeps what it gets and answers as told. */
final class Listener implements AutoCloseable {
    /** One request, as it came. */
    record Got(MultiMap headers, byte[] body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile IntUnaryOperator status = n -> 200;

    Listener(Vertx vertx, int port) throws Exception {
        server = vertx.createHttpServer().requestHandler(this::take);
        server.listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    /** Answers the n-th request, from 0, with this status. */
    void answers(IntUnaryOperator next) {
        status = next;
    }

    List<Got> got() {
        return got;
    }

    /** Requests that carry this text. */
    List<Got> with(String text) {
        return got.stream().filter(g -> new String(g.body).contains(text)).toList();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            int n = got.size();
            got.add(new Got(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()), body.getBytes()));
            request.response().setStatusCode(status.applyAsInt(n)).end();
        });
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
