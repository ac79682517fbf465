package dev.holdfast.receive;

import dev.holdfast.event.Origin;
import dev.holdfast.journal.Arrival;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.Receipt;
import dev.holdfast.overload.Overload;
import dev.holdfast.vendor.Cause;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.KeyRequest;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Request;
import io.vertx.core.AsyncResult;

/**
 * What becomes of a request whose body is here.
 *
 * <pre>
 *   take ─► door.admit ─► Refused   401, or what the page says of a handshake
 *               ▲     ├─► Answered  the page's words
 *               │     ├─► Admitted  append ─► the page's answer, or 503
 *               │     ├─► Offered   keep the secret ─► the page's words, or 401
 *               └─────┴─► Wanting   fetch the key, once; 503 when that cannot be
 * </pre>
 */
public final class Reception {
    /** A key could not be fetched now. */
    static final String NO_KEY = "key";

    /** A secret that was brought could not be kept now. */
    static final String NO_CAPTURE = "capture";

    /** There was no room for it; see {@link Overload}. */
    static final String SHED = "shed";

    /** Unfinished bodies held all that they may; see {@link BodyRoom}. */
    static final String NO_MEMORY = "memory";

    private final Journal journal;
    private final Overload overload;
    private final KeyFetcher keys;
    private final SecretCapture capture;
    private final DeliveryLog log;

    /** A reception; used by all event loops. */
    public Reception(Journal journal, Overload overload, KeyFetcher keys, SecretCapture capture, DeliveryLog log) {
        this.journal = journal;
        this.overload = overload;
        this.keys = keys;
        this.capture = capture;
        this.log = log;
    }

    void unknownSource() {
        log.unknownSource();
    }

    /** A line for each would cost more than the refusal: they are counted. */
    void turnedAway(String source, String reason) {
        log.turnedAway(source, reason);
    }

    void take(Delivery delivery, Door door, Request request) {
        Outcome outcome = door.admit(request, request.received());
        if (outcome instanceof Outcome.Wanting wanting) {
            fetch(delivery, door, request, wanting.request());
        } else {
            answer(delivery, outcome);
        }
    }

    /** By the time that it came, a delivery does not grow old while it waits for us. */
    private void fetch(Delivery delivery, Door door, Request request, KeyRequest wanted) {
        keys.want(delivery.source(), delivery.bytes(), door, wanted, told -> {
            if (told) {
                answer(delivery, door.admit(request, request.received()));
            } else {
                comeAgain(delivery, NO_KEY);
            }
        });
    }

    private void answer(Delivery delivery, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            refuse(delivery, refused);
        } else if (outcome instanceof Outcome.Answered handshake) {
            log.handshake(delivery);
            Answers.reply(delivery.request(), handshake.reply());
        } else if (outcome instanceof Outcome.Admitted admitted) {
            append(delivery, admitted);
        } else if (outcome instanceof Outcome.Offered offered) {
            capture.offer(delivery.source(), offered.secret(), delivery.peer())
                    .onComplete(kept -> answerOffer(delivery, offered, kept));
        } else {
            // Two keys for one request: the first is kept now, so that the next one gets further.
            comeAgain(delivery, NO_KEY);
        }
    }

    private void refuse(Delivery delivery, Outcome.Refused refused) {
        log.refused(delivery, refused.cause());
        Answers.refused(delivery.request(), refused.status());
    }

    private void comeAgain(Delivery delivery, String reason) {
        Answers.unavailable(delivery.request(), RetryAfter.spread());
        log.unavailable(delivery, reason);
    }

    private void answerOffer(Delivery delivery, Outcome.Offered offered, AsyncResult<Boolean> kept) {
        if (kept.failed()) {
            comeAgain(delivery, NO_CAPTURE);
        } else if (kept.result()) {
            log.handshake(delivery);
            Answers.reply(delivery.request(), offered.reply());
        } else {
            refuse(delivery, new Outcome.Refused(Cause.HANDSHAKE_REFUSED, Outcome.UNAUTHORIZED));
        }
    }

    private void append(Delivery delivery, Outcome.Admitted admitted) {
        if (admitted.items().isEmpty()) {
            log.nothing(delivery, admitted);
            Answers.reply(delivery.request(), admitted.reply());
        } else {
            Arrival arrival = new Arrival(delivery.source(), Origin.PUSH, admitted.items(), delivery.envelope());
            overload.began(arrival.items().size());
            journal.append(arrival, receipt -> {
                tellOverload(delivery, arrival, receipt);
                answer(delivery, admitted, receipt);
            });
        }
    }

    private void tellOverload(Delivery delivery, Arrival arrival, Receipt receipt) {
        int events = arrival.items().size();
        long now = System.nanoTime();
        if (receipt instanceof Receipt.Committed) {
            overload.ended(events, now - delivery.sinceNanos());
        } else if (receipt instanceof Receipt.Unavailable unavailable
                && unavailable.reason().isOverload()) {
            overload.overflowed(events, now);
        } else {
            overload.failed(events);
        }
    }

    private void answer(Delivery delivery, Outcome.Admitted admitted, Receipt receipt) {
        if (receipt instanceof Receipt.Committed committed) {
            Answers.reply(delivery.request(), admitted.reply());
            log.stored(delivery, admitted, committed);
        } else if (receipt instanceof Receipt.Unavailable unavailable) {
            Answers.unavailable(delivery.request(), RetryAfter.seconds(unavailable.reason()));
            log.unavailable(delivery, admitted, unavailable.reason());
        }
    }
}
