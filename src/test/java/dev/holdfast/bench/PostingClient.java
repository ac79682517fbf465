package dev.holdfast.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The relay's limit: the same HTTP client with the same headers, and nothing behind it.
 *
 * <p>Runs in a process of its own. Arguments: the target's port, requests in flight, seconds to measure. Says
 * {@code begin} when it is warm, and {@code posts <count>} for what was answered since.
 */
public final class PostingClient {
    private static final long WARM_SECONDS = 5;

    private final HttpClient client;
    private final RequestOptions options;
    private final Buffer body;
    private final AtomicLong answered = new AtomicLong();

    private PostingClient(Vertx vertx, int port, int inFlight) {
        byte[] bytes = new byte[1024];
        new Random(1).nextBytes(bytes);
        body = Buffer.buffer(bytes);
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(inFlight));
        options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/hooks")
                .putHeader("content-type", "application/json")
                .putHeader("webhook-id", "evt_0123456789ABC")
                .putHeader("webhook-timestamp", "1700000000")
                .putHeader("webhook-signature", "v1," + "A".repeat(43) + "=")
                .putHeader("ce-specversion", "1.0")
                .putHeader("ce-id", "evt_0123456789ABC")
                .putHeader("ce-source", "/sources/bench")
                .putHeader("ce-type", "invoice.paid")
                .putHeader("ce-time", "2026-11-20T06:00:00Z")
                .putHeader("holdfast-attempt", "1")
                .putHeader("holdfast-origin", "push")
                .setTimeout(10_000);
    }

    public static void main(String... args) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        int inFlight = Integer.parseInt(args[1]);
        PostingClient client = new PostingClient(vertx, Integer.parseInt(args[0]), inFlight);
        vertx.runOnContext(go -> {
            for (int i = 0; i < inFlight; i++) {
                client.post();
            }
        });
        TimeUnit.SECONDS.sleep(WARM_SECONDS);
        System.out.println("begin");
        long before = client.answered.get();
        TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
        System.out.println("posts " + (client.answered.get() - before));
        TimeUnit.SECONDS.sleep(1); // the benchmark reads our CPU time
        System.exit(0);
    }

    private void post() {
        client.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body())
                .onSuccess(done -> {
                    answered.incrementAndGet();
                    post();
                })
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }
}
