package dev.holdfast.bench;

import dev.holdfast.process.StripeSigner;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * What stands in the log of {@link LogVendor}: ten events of 1 KiB a second, to its end.
 *
 * @param events how many
 * @param end of the log
 */
record LogPages(int events, Instant end) {
    private static final int BODY_BYTES = 1024;
    private static final int A_SECOND = 10;

    static StripeSigner signer() {
        return new StripeSigner(LogVendor.SOURCE, BareServer.SECRET, BODY_BYTES);
    }

    Instant begin() {
        return end.minusSeconds(events / A_SECOND + 1);
    }

    byte[] body(StripeSigner signer, int n) {
        return signer.body(id(n), "invoice.paid", begin().getEpochSecond() + n / A_SECOND);
    }

    /** Of one length, so that where a page begins is arithmetic. */
    private static String id(int n) {
        return String.format("evt_log%07d", n);
    }

    /** How many events are newer than the one of an id. */
    int newerThan(String id) {
        return events - Integer.parseInt(id.substring("evt_log".length()));
    }

    /** The hundred events before the n-th. */
    Buffer page(StripeSigner signer, int n) {
        Buffer page = Buffer.buffer("{\"object\":\"list\",\"data\":[");
        int last = Math.max(0, n - LogVendor.PAGE_SIZE);
        for (int at = n - 1; at >= last; at--) {
            page.appendString(at == n - 1 ? "" : ",").appendBytes(body(signer, at));
        }
        return page.appendString("],\"has_more\":" + (last > 0) + "}");
    }
}
