package dev.holdfast.receive;

import dev.holdfast.journal.Envelope;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;

/**
 * One inbound request on its way through the endpoint.
 *
 * @param envelope the request as the journal may keep it
 * @param at when its last byte came
 * @param sinceNanos the same on the monotonic clock
 */
record Delivery(HttpServerRequest request, String source, Envelope envelope, Instant at, long sinceNanos) {
    /** Of the body. */
    int bytes() {
        return envelope.bytes();
    }

    /** The caller's address as the socket has it; forwarded headers are anybody's to write, and are not even parsed. */
    String peer() {
        SocketAddress peer = request.connection().remoteAddress();
        return peer == null ? "" : peer.hostAddress();
    }
}
