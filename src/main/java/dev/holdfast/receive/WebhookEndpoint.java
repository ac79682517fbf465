package dev.holdfast.receive;

import dev.holdfast.event.Origin;
import dev.holdfast.journal.Arrival;
import dev.holdfast.journal.Envelope;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.Receipt;
import dev.holdfast.vendor.Cause;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Reply;
import dev.holdfast.vendor.Request;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The webhook endpoint: {@code POST /webhooks/{source}}.
 *
 * <p>In this order, so that a stranger costs little: path, method, encoding, bounded body, door (verify, split, identify),
 * append, answer. Before the append no SQL runs; before the commit nothing is answered 2xx but a handshake.
 */
public final class WebhookEndpoint {
    /** Where sources live. */
    public static final String PREFIX = "/webhooks/";

    private static final int WITHOUT_KEY_SECONDS = 60;

    private final Vertx vertx;
    private final Map<String, Entrance> entrances;
    private final Journal journal;
    private final InstantSource time;
    private final DeliveryLog log;

    /** @param entrances by source name */
    public WebhookEndpoint(
            Vertx vertx, Map<String, Entrance> entrances, Journal journal, InstantSource time, DeliveryLog log) {
        this.vertx = vertx;
        this.entrances = Map.copyOf(entrances);
        this.journal = journal;
        this.time = time;
        this.log = log;
    }

    /** Handles one request whose body has not been read. */
    public void handle(HttpServerRequest request) {
        Entrance entrance = entrance(request.path());
        if (entrance == null) {
            log.unknownSource();
            Answers.last(request, 404);
        } else if (!entrance.door().methods().contains(request.method().name())) {
            Answers.wrongMethod(request, entrance.door().methods());
        } else if (encoded(request)) {
            Answers.last(request, 415);
        } else {
            admitBody(request, entrance);
        }
    }

    /** The path is compared as sent: no decoding, no normalising, so there is one way to write it. */
    private @Nullable Entrance entrance(@Nullable String path) {
        return path != null && path.startsWith(PREFIX) ? entrances.get(path.substring(PREFIX.length())) : null;
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
        BoundedBody.read(vertx, request, limit, new BoundedBody.Listener() {
            @Override
            public void read(byte[] body) {
                admit(request, entrance, body);
            }

            @Override
            public void tooLarge() {
                Answers.last(request, 413);
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
        Delivery delivery = new Delivery(request, entrance.source().name(), envelope, now, System.nanoTime());
        Outcome outcome = entrance.door().admit(asked, now);
        if (outcome instanceof Outcome.Refused refused) {
            log.refused(delivery, refused.cause());
            Answers.plain(request, 401);
        } else if (outcome instanceof Outcome.Answered handshake) {
            log.handshake(delivery);
            Answers.reply(request, handshake.reply());
        } else if (outcome instanceof Outcome.Admitted admitted) {
            append(delivery, admitted);
        } else {
            turnAway(delivery, outcome);
        }
    }

    /** What the door asks of us and nobody does yet: a vendor's key that is fetched, a secret that is handed over. */
    private void turnAway(Delivery delivery, Outcome outcome) {
        if (outcome instanceof Outcome.Wanting) {
            log.refused(delivery, Cause.VERIFIER_FAILED);
            Answers.unavailable(delivery.request(), WITHOUT_KEY_SECONDS);
        } else {
            log.refused(delivery, Cause.HANDSHAKE_REFUSED);
            Answers.plain(delivery.request(), 401);
        }
    }

    private void append(Delivery delivery, Outcome.Admitted admitted) {
        if (admitted.items().isEmpty()) {
            log.nothing(delivery, admitted);
            Answers.reply(delivery.request(), admitted.reply());
        } else {
            Arrival arrival = new Arrival(delivery.source(), Origin.PUSH, admitted.items(), delivery.envelope());
            journal.append(arrival, receipt -> answer(delivery, admitted, admitted.reply(), receipt));
        }
    }

    private void answer(Delivery delivery, Outcome.Admitted admitted, Reply reply, Receipt receipt) {
        if (receipt instanceof Receipt.Committed committed) {
            Answers.reply(delivery.request(), reply);
            log.stored(delivery, admitted, committed);
        } else if (receipt instanceof Receipt.Unavailable unavailable) {
            Answers.unavailable(delivery.request(), RetryAfter.seconds(unavailable.reason()));
            log.unavailable(delivery, admitted, unavailable.reason());
        }
    }
}
