package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that wants a particular answer and is no event. */
sealed interface Handshake {
    /** Which requests it is about. */
    Occasion occasion();

    /**
     * Which requests a handshake is about.
     *
     * @param method of the request
     * @param signed whether the signature must hold first
     */
    record Occasion(String method, Conditions when, boolean signed) {
        boolean isNow(Scope scope) {
            return scope.request().method().equals(method) && when.hold(scope);
        }
    }

    /**
     * Answers with what the request asks for.
     *
     * @param require what must be equal for it
     * @param token what must equal the credential {@code verify-token}; null when none is wanted
     * @param refused the status for who does not meet these
     */
    record Answering(
            Occasion occasion, Conditions require, @Nullable Value token, int refused, Wording wording)
            implements Handshake {}

    /**
     * The answer's parts, templates over the request.
     *
     * @param body null when there is none, or {@code json} is it
     * @param json an object's fields; null when the body is no JSON
     */
    record Wording(
            int status,
            String contentType,
            @Nullable Template body,
            @Nullable Map<String, Field> json,
            Map<String, Template> headers) {}

    /** One field of a JSON answer: a template, or else what the page has as it stands. */
    record Field(@Nullable Template template, JsonNode literal) {}

    /** Fetches a URL that the body names, on an operator's word. */
    record ConfirmUrl(Occasion occasion, Value url, List<String> hosts) implements Handshake {}

    /** Keeps a header as the secret and echoes it, while an operator holds the window open. */
    record CaptureSecret(Occasion occasion, String header, Duration openFor) implements Handshake {}
}
