package dev.holdfast.receive;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What {@code Content-Length} promises. */
final class DeclaredLength {
    private DeclaredLength() {}

    /** Bytes; 0 when nothing is declared, and more than any limit when it is no number (the server has refused most of those). */
    static long of(HttpServerRequest request) {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared == null) {
            return 0;
        }
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
