package dev.holdfast.receive;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a request's body, counted while it streams, within a time that single bytes cannot stretch and within the room
 * that all unfinished bodies share.
 *
 * <p>Tells exactly once: the bytes, or why there are none.
 */
final class BoundedBody {
    /** The whole body must be here by then, however it drips. */
    private static final long DEADLINE_MILLIS = 10_000;

    /** How many times what is full the next buffer is: little is copied, and little is held for what never comes. */
    private static final int GROWTH = 4;

    private static final byte[] EMPTY = {};

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final BodyRoom room;
    private final int limit;
    private final int expected;
    private final Listener listener;
    private final long timer;
    private byte[] bytes = EMPTY;
    private int length;
    private int charged;
    private boolean told;

    /** What becomes of the body. */
    interface Listener {
        void read(byte[] body);

        /** More bytes than allowed; the rest is not read. */
        void tooLarge();

        /** Unfinished bodies hold all that they may; the rest is not read. */
        void noRoom();

        /** The deadline passed. */
        void tooSlow();
    }

    private BoundedBody(Vertx vertx, HttpServerRequest request, BodyRoom room, int limit, Listener listener) {
        this.vertx = vertx;
        this.request = request;
        this.room = room;
        this.limit = limit;
        this.expected = (int) Math.min(limit, DeclaredLength.of(request));
        this.listener = listener;
        this.timer = vertx.setTimer(DEADLINE_MILLIS, t -> tell(Listener::tooSlow));
    }

    /** Starts reading; {@code limit} in bytes. A client that goes away before the end is told to nobody. */
    static void read(Vertx vertx, HttpServerRequest request, BodyRoom room, int limit, Listener listener) {
        BoundedBody body = new BoundedBody(vertx, request, room, limit, listener);
        request.exceptionHandler(gone -> body.tell(nobody -> {}));
        request.handler(body::add);
        request.endHandler(end -> body.tell(waiting -> waiting.read(body.whole())));
        request.resume();
    }

    private void add(Buffer piece) {
        if (told) {
            return;
        }
        int needed = length + piece.length();
        if (needed > limit) {
            request.pause();
            tell(Listener::tooLarge);
        } else if (needed > bytes.length && !grow(needed)) {
            request.pause();
            tell(Listener::noRoom);
        } else {
            piece.getBytes(bytes, length);
            length = needed;
        }
    }

    /** Makes the buffer larger, no larger than what is declared; false when there is no room for that. */
    private boolean grow(int needed) {
        int atFirst = Math.min(expected, BodyRoom.FREE);
        int most = expected == 0 ? limit : expected;
        int size = Math.max(needed, Math.min(most, Math.max(atFirst, GROWTH * bytes.length)));
        int more = Math.max(0, size - BodyRoom.FREE) - charged;
        if (more > 0 && !room.take(more)) {
            return false;
        }
        charged += more;
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    /** Nothing is copied where all of the buffer is full, as it is when the length was declared. */
    private byte[] whole() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void tell(Consumer<Listener> what) {
        if (!told) {
            told = true;
            vertx.cancelTimer(timer);
            room.give(charged);
            what.accept(listener);
            bytes = EMPTY;
        }
    }
}
