package dev.holdfast.ops.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 tells it: what went wrong, nothing of how we are built.
 *
 * @param detail for the caller; null when the title says it all
 */
record Problem(int status, @Nullable String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status) {
        return new Problem(status, null);
    }

    String json() {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status);
        if (detail != null) {
            problem.put("detail", detail);
        }
        return problem.encode();
    }
}
