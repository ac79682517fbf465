package dev.holdfast.receive;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/**
 * One inbound request on its way through the endpoint.
 *
 * @param bytes of the body
 * @param at when its last byte came
 * @param sinceNanos the same on the monotonic clock
 */
record Delivery(HttpServerRequest request, String source, int bytes, Instant at, long sinceNanos) {
    /** The caller's address as the socket has it; forwarded headers are anybody's to write. */
    String peer() {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }
}
