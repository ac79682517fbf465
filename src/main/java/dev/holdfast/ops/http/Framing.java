package dev.holdfast.ops.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * Whether it is clear where a request ends.
 *
 * <p>The server underneath takes {@code Transfer-Encoding} for chunked in some spellings and for no body in others. Where
 * two readers may disagree, what one takes for a body the other takes for a second request. So there is one spelling.
 */
final class Framing {
    private Framing() {}

    /** False: answer 400 and close, nothing of the body is read. */
    static boolean isClear(HttpServerRequest request) {
        if (!request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return true;
        }
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.size() == 1
                && codings.get(0).equals("chunked")
                && request.version() == HttpVersion.HTTP_1_1
                && !request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }
}
