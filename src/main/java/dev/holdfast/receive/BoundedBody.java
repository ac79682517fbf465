package dev.holdfast.receive;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body, counted while it streams and within a time that single bytes cannot stretch.
 *
 * <p>Tells exactly once: the bytes, or why there are none.
 */
final class BoundedBody {
    /** The whole body must be here by then, however it drips. */
    private static final long DEADLINE_MILLIS = 10_000;

    private static final byte[] EMPTY = {};

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final int limit;
    private final Listener listener;
    private final long timer;
    private @Nullable Buffer sofar;
    private int pieces;
    private boolean told;

    /** What becomes of the body. */
    interface Listener {
        void read(byte[] body);

        /** More bytes than allowed; the rest is not read. */
        void tooLarge();

        /** The deadline passed. */
        void tooSlow();
    }

    private BoundedBody(Vertx vertx, HttpServerRequest request, int limit, Listener listener) {
        this.vertx = vertx;
        this.request = request;
        this.limit = limit;
        this.listener = listener;
        this.timer = vertx.setTimer(DEADLINE_MILLIS, t -> tell(Listener::tooSlow));
    }

    /** Starts reading; {@code limit} in bytes. A client that goes away before the end is told to nobody. */
    static void read(Vertx vertx, HttpServerRequest request, int limit, Listener listener) {
        BoundedBody body = new BoundedBody(vertx, request, limit, listener);
        request.exceptionHandler(gone -> body.tell(nobody -> {}));
        request.handler(body::add);
        request.endHandler(end -> body.tell(waiting -> waiting.read(body.bytes())));
        request.resume();
    }

    private void add(Buffer piece) {
        if (told) {
            return;
        }
        Buffer before = sofar;
        if ((before == null ? 0 : before.length()) + piece.length() > limit) {
            request.pause();
            tell(Listener::tooLarge);
        } else {
            sofar = before == null ? piece : growing(before).appendBuffer(piece);
        }
    }

    /** The first piece belongs to the network; a second one needs a buffer of our own that grows. */
    private Buffer growing(Buffer before) {
        return pieces++ == 0 ? Buffer.buffer(2 * before.length()).appendBuffer(before) : before;
    }

    private byte[] bytes() {
        return sofar == null ? EMPTY : sofar.getBytes();
    }

    private void tell(Consumer<Listener> what) {
        if (!told) {
            told = true;
            vertx.cancelTimer(timer);
            what.accept(listener);
        }
    }
}
