package dev.holdfast.receive;

import dev.holdfast.vendor.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.TreeSet;

/** The answers of the webhook endpoint. All but a page's own reply are empty. */
final class Answers {
    private static final CharSequence NOSNIFF_NAME = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

    /** More than this is not read only to be thrown away. */
    private static final int READ_TO_KEEP = 64 << 10;

    private Answers() {}

    /** The page's own. */
    static void reply(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (reply.body().length == 0) {
            response.end();
            return;
        }
        response.putHeader(NOSNIFF_NAME, NOSNIFF);
        if (reply.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
        }
        response.end(Buffer.buffer(reply.body()));
    }

    /** A status and nothing else; the connection lives on. */
    static void plain(HttpServerRequest request, int status) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status).end();
        }
    }

    /** The status of a refusal; 405 says what would be taken. */
    static void refused(HttpServerRequest request, int status) {
        if (status == 405 && !request.response().headWritten()) {
            request.response().putHeader("allow", "POST");
        }
        plain(request, status);
    }

    /** A status, and the end of the connection: what follows on it was not read. */
    static void last(HttpServerRequest request, int status) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.putHeader(HttpHeaders.CONNECTION, CLOSE).setStatusCode(status);
            response.end().onComplete(sent -> request.connection().close());
        }
    }

    static void wrongMethod(HttpServerRequest request, Set<String> allowed) {
        request.response().putHeader("allow", String.join(", ", new TreeSet<>(allowed)));
        last(request, 405);
    }

    /**
     * Our own trouble, told before the body is read: come again. A small body is passed over and the connection lives on,
     * since a new one costs both sides more than the refusal.
     */
    static void unavailableUnread(HttpServerRequest request, int retryAfterSeconds) {
        long declared = DeclaredLength.of(request);
        boolean announced = declared > 0 || request.headers().contains(HttpHeaders.CONTENT_LENGTH);
        request.response().putHeader("retry-after", Integer.toString(retryAfterSeconds));
        if (announced && declared <= READ_TO_KEEP && !request.headers().contains(HttpHeaders.EXPECT)) {
            request.resume();
            request.response().setStatusCode(503).end();
        } else {
            last(request, 503);
        }
    }

    /** Our own trouble, told in the middle of a body, the rest of which is not read: come again, on another connection. */
    static void unavailableUnfinished(HttpServerRequest request, int retryAfterSeconds) {
        request.response().putHeader("retry-after", Integer.toString(retryAfterSeconds));
        last(request, 503);
    }

    /** Our own trouble: come again. */
    static void unavailable(HttpServerRequest request, int retryAfterSeconds) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.putHeader("retry-after", Integer.toString(retryAfterSeconds));
            response.setStatusCode(503).end();
        }
    }
}
