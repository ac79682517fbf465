package dev.holdfast.target;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One question on its way to a vendor's host.
 *
 * <pre>
 *   ask ─► located ─► connected ─► answered ─► ended
 * </pre>
 *
 * The first end counts, and the end of its time is one. Confined to one context.
 */
final class VendorQuestion {
    private final VendorClient vendors;
    private final TargetUrl url;
    private final VendorClient.Question question;
    private final Promise<VendorClient.Answered> promise = Promise.promise();
    private final long timer;

    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean done;

    VendorQuestion(VendorClient vendors, TargetUrl url, VendorClient.Question question) {
        this.vendors = vendors;
        this.url = url;
        this.question = question;
        this.timer = vendors.vertx.setTimer(Math.max(1, question.within().toMillis()), t -> expired());
    }

    Future<VendorClient.Answered> ask() {
        vendors.destination(url).onSuccess(this::located);
        return promise.future();
    }

    private void located(Destination destination) {
        if (destination instanceof Destination.Forbidden forbidden) {
            fail("the address is never dialled: " + forbidden.reason());
        } else if (destination instanceof Destination.Unknown unknown) {
            fail(unknown.reason());
        } else if (!done && destination instanceof Destination.Reachable reachable) {
            vendors.dialler(url, question).dial(reachable.addresses()).onComplete(this::connected);
        }
    }

    private void connected(AsyncResult<HttpClientRequest> result) {
        if (result.failed()) {
            broken(result.cause());
        } else if (done) {
            result.result().reset();
        } else {
            send(result.result());
        }
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        connected.putHeader(HttpHeaders.USER_AGENT, "holdfast");
        question.headers().forEach(connected::putHeader);
        connected.exceptionHandler(this::broken);
        connected.response().onComplete(this::answered);
        byte[] content = question.body();
        if (content == null || content.length == 0) {
            connected.end();
        } else {
            connected.end(Buffer.buffer(content));
        }
    }

    private void answered(AsyncResult<HttpClientResponse> result) {
        if (result.failed()) {
            broken(result.cause());
            return;
        }
        response = result.result();
        response.handler(this::read).endHandler(v -> ended()).exceptionHandler(this::broken);
    }

    private void read(Buffer part) {
        if (body.length() + part.length() > question.largest()) {
            fail("the answer is longer than " + question.largest() + " bytes");
        } else if (!done) {
            body.appendBuffer(part);
        }
    }

    private void ended() {
        if (response != null && finish()) {
            promise.complete(new VendorClient.Answered(response.statusCode(), headers(response), body.getBytes()));
        }
    }

    private static Map<String, List<String>> headers(HttpClientResponse response) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers()
                .forEach((name, value) -> headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                        .add(value));
        return headers;
    }

    private void broken(Throwable failure) {
        fail(FailureText.of(failure));
    }

    private void expired() {
        fail(
                response != null
                        ? "the answer did not end in time"
                        : request != null ? "no answer in time" : "no connection in time");
    }

    private void fail(String why) {
        if (finish()) {
            promise.fail(new Unanswered(why));
            if (request != null) {
                request.reset();
            }
        }
    }

    /** Whether this end is the first. */
    private boolean finish() {
        boolean first = !done;
        done = true;
        vendors.vertx.cancelTimer(timer);
        return first;
    }
}
