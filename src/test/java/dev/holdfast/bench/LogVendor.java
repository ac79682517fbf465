package dev.holdfast.bench;

import dev.holdfast.process.FreePorts;
import dev.holdfast.process.StripeSigner;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A vendor with a long event log, that limits nothing: pages of a hundred, the newest first, by a cursor.
 *
 * <p>Its API is a process of its own that yields to every other: a vendor is elsewhere, and takes no processor of ours.
 */
final class LogVendor implements AutoCloseable {
    static final String SOURCE = "bench-log";

    static final int PAGE_SIZE = 100;
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

    private final int port = FreePorts.next();
    private final LogPages log;
    private final StripeSigner signer = LogPages.signer();
    private final ChildJvm api;

    /** @param end of its log; ten events a second lie before it */
    LogVendor(int events, Instant end) {
        this.log = new LogPages(events, end);
        this.api = ChildJvm.yielding(
                LogApi.class, Integer.toString(events), Long.toString(end.getEpochSecond()), Integer.toString(port));
        api.line("ready");
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
        return log.begin();
    }

    Instant end() {
        return log.end();
    }

    /** Each of its events as a webhook. */
    Iterator<ByteBuffer> webhooks() {
        return IntStream.range(0, log.events())
                .mapToObj(n -> signer.request(log.body(signer, n), System.currentTimeMillis() / 1000))
                .iterator();
    }

    @Override
    public void close() {
        api.close();
    }
}
