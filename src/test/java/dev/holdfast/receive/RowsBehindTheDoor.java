package dev.holdfast.receive;

import dev.holdfast.event.Item;
import dev.holdfast.journal.Envelope;
import dev.holdfast.journal.Receipt;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;

/**
 * The service's own way in, with one row a request where the journal would be: what the benchmark holds the journal against.
 *
 * <p>Path, room for the body, door, answer, meters and log are the service's; there is neither fan-out nor a second table.
 */
public final class RowsBehindTheDoor {
    private final BodyRoom room = BodyRoom.ofHeap();
    private final Vertx vertx;
    private final Entrances entrances;
    private final DeliveryLog log;
    private final InstantSource time;
    private final Rows rows;

    /** Where a request's event is put. */
    public interface Rows {
        /** Completes when the row is committed. */
        Future<Void> add(String id, byte[] payload);
    }

    public RowsBehindTheDoor(Vertx vertx, Entrances entrances, DeliveryLog log, InstantSource time, Rows rows) {
        this.vertx = vertx;
        this.entrances = entrances;
        this.log = log;
        this.time = time;
        this.rows = rows;
    }

    /** Handles one request whose body has not been read. */
    public void handle(HttpServerRequest request) {
        Entrance entrance = entrances.at(request.path());
        if (entrance == null) {
            Answers.last(request, 404);
            return;
        }
        BoundedBody.read(vertx, request, room, entrance.source().maxBody(), new BoundedBody.Listener() {
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
                Answers.last(request, 503);
            }

            @Override
            public void tooSlow() {
                Answers.last(request, 408);
            }
        });
    }

    private void admit(HttpServerRequest request, Entrance entrance, byte[] body) {
        Request asked = new Request(
                request.method().name(), request.query(), new RequestHeaders(request.headers()), body, time.instant());
        Envelope envelope = new Envelope(body.length, () -> entrance.door().kept(asked));
        Delivery delivery =
                new Delivery(request, entrance.source().name(), envelope, asked.received(), System.nanoTime());
        Outcome outcome = entrance.door().admit(asked, asked.received());
        if (outcome instanceof Outcome.Admitted admitted) {
            store(delivery, admitted);
        } else {
            Answers.plain(request, 401);
        }
    }

    private void store(Delivery delivery, Outcome.Admitted admitted) {
        Item item = admitted.items().get(0);
        rows.add(String.valueOf(item.deliveryId()), item.payload()).onComplete(done -> {
            if (done.succeeded()) {
                Answers.reply(delivery.request(), admitted.reply());
                log.stored(delivery, admitted, new Receipt.Committed(new long[1], new boolean[] {false}, new boolean[] {
                    false
                }));
            } else {
                Answers.unavailable(delivery.request(), 1);
            }
        });
    }
}
