package dev.holdfast.bench;

import dev.holdfast.process.FreePorts;
import dev.holdfast.process.StripeSigner;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A vendor with a long event log, that limits nothing: pages of a hundred, the newest first, by a cursor. All pages are made
 * before anything is measured, so that an answer costs the machine its bytes and no more.
 */
final class LogVendor implements AutoCloseable {
    static final String SOURCE = "bench-log";

    private static final int PAGE_SIZE = 100;
    private static final int BODY_BYTES = 1024;
    private static final String PAGE = """
            title: Log
            docs: [https://vendor.example/docs]
            signature:
              scheme: hmac
              algorithm: sha256
              value: header:Stripe-Signature#v1
              encoding: hex
              signed: "{timestamp}.{body}"
              timestamp: { at: header:Stripe-Signature#t, format: unix-seconds, tolerance: 10m }
              key: utf8
            event: { id: body:/id, type: body:/type, time: { at: body:/created, format: unix-seconds } }
            pull:
              base-url: https://vendor.example
              auth: { scheme: bearer, token: credential:api-key }
              lists:
                events:
                  request: GET /v1/events
                  query: { limit: %d, "created[gte]": "{from}", "created[lt]": "{to}", starting_after: "{next}" }
                  window: { format: unix-seconds, from: inclusive, to: exclusive, by: { at: item:/created, format: unix-seconds }, order: newest-first, lookback: 30d }
                  page: { style: cursor, take: last:/id, more: page:/has_more }
                  items: page:/data
                  delivery: { body: item }
            """.formatted(PAGE_SIZE);

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.next();
    private final int events;
    private final long first;
    private final StripeSigner signer = new StripeSigner(SOURCE, BareServer.SECRET, BODY_BYTES);
    private final List<Buffer> pages = new ArrayList<>();

    /** @param end of its log; ten events a second lie before it */
    LogVendor(int events, Instant end) {
        this.events = events;
        this.first = end.getEpochSecond() - events / 10 - 1;
        for (int at = events; at > 0; at -= PAGE_SIZE) {
            pages.add(page(at));
        }
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(this::answer)
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** What an operator writes of this vendor. */
    static String vendorPage() {
        return PAGE;
    }

    /** The source's settings: rounds so far apart that none disturbs. */
    String settings() {
        return "vendor: log, secrets: [\"" + BareServer.SECRET + "\"], reconcile: { every: 1d, base-url: \""
                + "http://127.0.0.1:" + port + "\", credentials: { api-key: none } }";
    }

    Instant begin() {
        return Instant.ofEpochSecond(first);
    }

    Instant end() {
        return Instant.ofEpochSecond(first + events / 10 + 1);
    }

    /** Each of its events as a webhook. */
    Iterator<ByteBuffer> webhooks() {
        return IntStream.range(0, events)
                .mapToObj(n -> signer.request(body(n), System.currentTimeMillis() / 1000))
                .iterator();
    }

    private byte[] body(int n) {
        return signer.body(id(n), "invoice.paid", first + n / 10);
    }

    /** Of one length, so that where a page begins is arithmetic. */
    private static String id(int n) {
        return String.format("evt_log%07d", n);
    }

    /** The hundred events before the n-th. */
    private Buffer page(int n) {
        Buffer page = Buffer.buffer("{\"object\":\"list\",\"data\":[");
        int last = Math.max(0, n - PAGE_SIZE);
        for (int at = n - 1; at >= last; at--) {
            page.appendString(at == n - 1 ? "" : ",").appendBytes(body(at));
        }
        return page.appendString("],\"has_more\":" + (last > 0) + "}");
    }

    private void answer(HttpServerRequest request) {
        @Nullable String after = request.getParam("starting_after");
        int known = after == null ? 0 : events - Integer.parseInt(after.substring("evt_log".length()));
        request.response().putHeader("content-type", "application/json").end(pages.get(known / PAGE_SIZE));
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
