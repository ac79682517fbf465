package dev.holdfast.process;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The pull API of a vendor, over HTTP: an event log in pages, the newest first, by a cursor, for whoever has the token. As bad
 * as told.
 */
public final class VendorApi implements AutoCloseable {
    /** What an operator writes of this vendor; it signs as {@link StripeSigner} does. */
    static final String PAGE = """
            title: Simulated
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
                  window: { format: unix-seconds, from: inclusive, to: exclusive, by: { at: item:/created, format: unix-seconds }, order: newest-first, lookback: 30d, lag: 1s, overlap: 20s }
                  page: { style: cursor, take: last:/id, more: page:/has_more }
                  items: page:/data
                  delivery: { body: item }
              errors: [{ when: { status: 404 }, means: restart }]
              budget: [{ style: window, calls: %d, per: 1s, share: 100%% }]
            """;

    static final String TOKEN = "sk_of_the_simulated_vendor";

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePorts.next();
    private final List<Happened> log = new CopyOnWriteArrayList<>();
    private final Queue<Long> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;
    private volatile long millis = 1;
    private volatile long hiddenMillis;

    /** How it treats whoever calls. */
    enum Mood {
        WELL,
        /** Throttles (with and without a time), fails, breaks off, cuts the line and forgets the cursor, in turn. */
        HOSTILE
    }

    /** @param at when it happened, Unix milliseconds of this machine, whatever the vendor says */
    private record Happened(String id, long created, String body, long at) {}

    VendorApi() {
        HttpServer server = vertx.createHttpServer().requestHandler(this::answer);
        server.exceptionHandler(reset -> {});
        server.listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Something happens; a webhook may tell of it or not. @param body as the webhook has it */
    void happens(String id, long created, byte[] body) {
        log.add(new Happened(
                id, created, new String(body, java.nio.charset.StandardCharsets.UTF_8), System.currentTimeMillis()));
    }

    void mood(Mood now) {
        mood = now;
    }

    /** How long an answer takes. */
    void takes(Duration time) {
        millis = Math.max(1, time.toMillis());
    }

    /** How long after it happened an event is not listed. */
    void hides(Duration time) {
        hiddenMillis = time.toMillis();
    }

    int calls() {
        return calls.size();
    }

    /** The most calls that came within any second. */
    int mostInASecond() {
        List<Long> times = new ArrayList<>(calls);
        int most = 0;
        int first = 0;
        for (int i = 0; i < times.size(); i++) {
            while (times.get(i) - times.get(first) >= 1_000_000_000L) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    /** The most calls that were under way at once. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void answer(HttpServerRequest request) {
        calls.add(System.nanoTime());
        int n = calls.size();
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        request.response().endHandler(end -> underWay.decrementAndGet());
        request.response().exceptionHandler(reset -> underWay.decrementAndGet());
        vertx.setTimer(millis, timer -> answer(request, n));
    }

    private void answer(HttpServerRequest request, int n) {
        HttpServerResponse response = request.response();
        if (!("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
            response.setStatusCode(401).end();
            return;
        }
        String page = page(request.params());
        if (page == null) {
            response.setStatusCode(404).end();
        } else if (mood == Mood.WELL || !bad(response, n, page)) {
            response.putHeader("content-type", "application/json").end(page);
        }
    }

    /** Whether this answer was one of the bad ones. */
    private boolean bad(HttpServerResponse response, int n, String page) {
        switch (n % 11) {
            case 2 -> response.setStatusCode(429).putHeader("Retry-After", "1").end();
            case 4 -> response.setStatusCode(500).end("oops");
            case 6 -> response.end(page.substring(0, page.length() / 2));
            case 8 -> response.setStatusCode(429).end();
            case 9 -> response.setStatusCode(404).end();
            case 10 -> response.reset();
            default -> {
                return false;
            }
        }
        return true;
    }

    private @Nullable String page(MultiMap asked) {
        long from = Long.parseLong(asked.get("created[gte]"));
        long to = Long.parseLong(asked.get("created[lt]"));
        int limit = Integer.parseInt(asked.get("limit"));
        long visible = System.currentTimeMillis() - hiddenMillis;
        List<Happened> found = new ArrayList<>(log.stream()
                .filter(one -> one.created() >= from && one.created() < to && one.at() <= visible)
                .sorted(Comparator.comparing(Happened::created)
                        .thenComparing(Happened::id)
                        .reversed())
                .toList());
        String after = asked.get("starting_after");
        if (after != null) {
            int at = found.stream().map(Happened::id).toList().indexOf(after);
            if (at < 0) {
                return null;
            }
            found = found.subList(at + 1, found.size());
        }
        StringBuilder page = new StringBuilder("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < Math.min(limit, found.size()); i++) {
            page.append(i == 0 ? "" : ",").append(found.get(i).body());
        }
        return page.append("],\"has_more\":")
                .append(found.size() > limit)
                .append('}')
                .toString();
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
