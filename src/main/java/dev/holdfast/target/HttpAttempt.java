package dev.holdfast.target;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt on its way: find the address, get a connection, send, read the answer to its end, tell what became of it.
 *
 * <pre>
 *   begin ─► located ─► connected ─► answered ─► ended ─► STATUS
 *               │           └────────────┴── broken ────► CONNECTION
 *               └ forbidden ────────────────────────────► FORBIDDEN_ADDRESS
 *   anywhere: time is up ───────────────────────────────► TIMEOUT
 * </pre>
 *
 * The first end counts; what comes after it is not heard. Confined to one context.
 */
final class HttpAttempt extends Deadlines.Entry {
    /** What we read of an answer's body, to keep the connection; past it the connection is cheaper to lose. */
    private static final int MAX_BODY = 64 * 1024;

    private final HttpTarget target;
    private final Outgoing outgoing;
    private final UniEmitter<? super Answer> emitter;
    private final long startNanos;

    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private int bodyBytes;
    private boolean done;

    HttpAttempt(HttpTarget target, Outgoing outgoing, UniEmitter<? super Answer> emitter, long startNanos) {
        this.target = target;
        this.outgoing = outgoing;
        this.emitter = emitter;
        this.startNanos = startNanos;
    }

    void begin() {
        target.deadlines.add(this, startNanos);
        target.addresses.current().onSuccess(this::located);
    }

    @Override
    void expired() {
        String where = request == null
                ? "no connection in time"
                : response == null ? "no answer in time" : "the answer did not end in time";
        tell(new Answer(Answer.Kind.TIMEOUT, 0, null, millis(), where));
        reset();
    }

    private void located(Destination destination) {
        if (done) {
            return;
        }
        if (destination instanceof Destination.Reachable reachable) {
            target.dialler.dial(reachable.addresses()).onComplete(this::connected);
        } else if (destination instanceof Destination.Forbidden forbidden) {
            end(Answer.Kind.FORBIDDEN_ADDRESS, "the address is never dialled: " + forbidden.reason());
        } else if (destination instanceof Destination.Unknown unknown) {
            end(Answer.Kind.CONNECTION, unknown.reason());
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
        target.headers.write(outgoing, connected.headers());
        connected.exceptionHandler(this::broken);
        connected.response().onComplete(this::answered);
        connected.end(Buffer.buffer(outgoing.event().item().payload()));
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
        bodyBytes += part.length();
        if (bodyBytes > MAX_BODY && !done) {
            ended();
            reset();
        }
    }

    private void ended() {
        if (response != null) {
            tell(new Answer(
                    Answer.Kind.STATUS, response.statusCode(), retryAfter(response), millis(), error(response)));
        }
    }

    private void broken(Throwable failure) {
        end(Answer.Kind.CONNECTION, FailureText.of(failure));
    }

    private void end(Answer.Kind kind, String error) {
        tell(new Answer(kind, 0, null, millis(), error));
    }

    private void tell(Answer answer) {
        if (!done) {
            done = true;
            target.deadlines.remove(this);
            emitter.complete(answer);
        }
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }

    private int millis() {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    private @Nullable Duration retryAfter(HttpClientResponse answer) {
        return RetryAfter.honoured(answer.statusCode())
                ? RetryAfter.parse(answer.getHeader(HttpHeaders.RETRY_AFTER), target.clock.instant())
                : null;
    }

    private static @Nullable String error(HttpClientResponse answer) {
        return answer.statusCode() / 100 == 2 ? null : "the target answered " + answer.statusCode();
    }
}
