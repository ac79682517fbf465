package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load is tried against servers that behave, refuse, hang up and go away. */
class PostLoopTest {
    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.next();
    private final AtomicInteger requests = new AtomicInteger();
    private final StripeSigner signer = new StripeSigner("stripe-test", "whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWxvYWQ", 300);

    @TempDir
    Path dir;

    @AfterEach
    void end() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void everyEventIsAcknowledgedOnceByAServerThatBehaves() {
        serve(request -> request.response().end());
        try (Ledger ledger = new Ledger(dir);
                LoadVendor vendor = vendor(ledger, 500)) {
            Patience.await(Duration.ofSeconds(10), () -> ledger.ackedCount() >= 200, () -> "200 acknowledgements");
            vendor.finish(Duration.ofSeconds(5));
            assertEquals(requests.get(), ledger.ackedCount());
            assertEquals(List.of(200), List.copyOf(vendor.statuses().keySet()));
        }
    }

    @Test
    void whatIsRefusedOrCutIsSentAgainUntilItIsAcknowledged() {
        serve(request -> {
            switch (requests.get() % 4) {
                case 0 -> request.connection().close();
                case 1 -> request.response().setStatusCode(503).end("busy");
                case 2 -> request.response().setChunked(true).end("fine");
                default -> request.response().putHeader("Connection", "close").end();
            }
        });
        try (Ledger ledger = new Ledger(dir);
                LoadVendor vendor = vendor(ledger, 300)) {
            Patience.await(Duration.ofSeconds(10), () -> ledger.ackedCount() >= 100, () -> "100 acknowledgements");
            vendor.finish(Duration.ofSeconds(15));
            assertEquals(List.of(0, 200, 503), List.copyOf(vendor.statuses().keySet()));
            assertTrue(ledger.answers().get(Answered.UNKNOWN) > 10);
        }
    }

    @Test
    void theLoadWaitsForAServerThatIsNotThereYet() {
        try (Ledger ledger = new Ledger(dir);
                LoadVendor vendor = vendor(ledger, 300)) {
            Patience.pause(Duration.ofMillis(300));
            assertEquals(0, ledger.ackedCount());
            serve(request -> request.response().end());
            Patience.await(Duration.ofSeconds(10), () -> ledger.ackedCount() >= 50, () -> "50 acknowledgements");
            vendor.finish(Duration.ofSeconds(5));
        }
    }

    private LoadVendor vendor(Ledger ledger, int rate) {
        return new LoadVendor(ledger, signer, "evt_t", List.of(new InetSocketAddress("127.0.0.1", port)), 8, rate);
    }

    private void serve(io.vertx.core.Handler<HttpServerRequest> answer) {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.body().onSuccess(body -> {
                    requests.incrementAndGet();
                    answer.handle(request);
                }))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
