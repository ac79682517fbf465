package dev.holdfast.receive;

import dev.holdfast.journal.Envelope;
import dev.holdfast.overload.Overload;
import dev.holdfast.vendor.Request;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The webhook endpoint: {@code POST /webhooks/{source}}.
 *
 * <p>In this order, so that a stranger costs little: path, method, room, encoding, bounded body, door (verify, split, identify),
 * append, answer ({@link Reception}). Before the append no SQL runs; before the commit nothing is answered 2xx but a handshake.
 */
public final class WebhookEndpoint {
    /** Where sources live. */
    public static final String PREFIX = "/webhooks/";

    private final Vertx vertx;
    private final Entrances entrances;
    private final Overload overload;
    private final BodyRoom room;
    private final InstantSource time;
    private final Reception reception;

    /** The endpoint; used by all event loops. */
    public WebhookEndpoint(
            Vertx vertx,
            Entrances entrances,
            Overload overload,
            BodyRoom room,
            InstantSource time,
            Reception reception) {
        this.vertx = vertx;
        this.entrances = entrances;
        this.overload = overload;
        this.room = room;
        this.time = time;
        this.reception = reception;
    }

    /** Handles one request whose body has not been read. */
    public void handle(HttpServerRequest request) {
        Entrance entrance = entrances.at(request.path());
        if (entrance == null) {
            reception.unknownSource();
            Answers.last(request, 404);
        } else if (!entrance.door().methods().contains(request.method().name())) {
            Answers.wrongMethod(request, entrance.door().methods());
        } else if (overload.refuses(entrance.comesAgain(), System.nanoTime())) {
            reception.turnedAway(entrance.source().name(), Reception.SHED);
            Answers.unavailableUnread(request, RetryAfter.spread());
        } else if (encoded(request)) {
            Answers.last(request, 415);
        } else {
            admitBody(request, entrance);
        }
    }

    /** Compressed bodies are never inflated: a few bytes must not become many. */
    private static boolean encoded(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
    }

    private void admitBody(HttpServerRequest request, Entrance entrance) {
        int limit = entrance.source().maxBody();
        if (DeclaredLength.of(request) > limit) {
            Answers.last(request, 413);
            return;
        }
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected != null) {
            if (!expected.equalsIgnoreCase("100-continue")) {
                Answers.last(request, 417);
                return;
            }
            request.response().writeContinue();
        }
        BoundedBody.read(vertx, request, room, limit, new BoundedBody.Listener() {
            @Override
            public void read(byte[] body) {
                admit(request, entrance, body);
            }

            @Override
            public void tooLarge() {
                Answers.last(request, 413);
            }

            @Override
            public void noRoom() {
                reception.turnedAway(entrance.source().name(), Reception.NO_MEMORY);
                Answers.unavailableUnfinished(request, RetryAfter.spread());
            }

            @Override
            public void tooSlow() {
                Answers.last(request, 408);
            }
        });
    }

    private void admit(HttpServerRequest request, Entrance entrance, byte[] body) {
        Instant now = time.instant();
        Request asked =
                new Request(request.method().name(), request.query(), new RequestHeaders(request.headers()), body, now);
        Envelope envelope = new Envelope(body.length, () -> entrance.door().kept(asked));
        reception.take(
                new Delivery(request, entrance.source().name(), envelope, now, System.nanoTime()),
                entrance.door(),
                asked);
    }
}
