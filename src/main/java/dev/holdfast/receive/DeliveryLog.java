package dev.holdfast.receive;

import dev.holdfast.event.EventId;
import dev.holdfast.event.Item;
import dev.holdfast.journal.Receipt;
import dev.holdfast.log.Line;
import dev.holdfast.log.WideLog;
import dev.holdfast.vendor.Cause;
import dev.holdfast.vendor.Outcome;
import java.util.List;

/** Tells of every delivery: one wide line, the counters, and the refusals that an admin may look at. */
public final class DeliveryLog {
    private final WideLog log;
    private final ReceiveMeters meters;
    private final Refusals refusals;

    public DeliveryLog(WideLog log, ReceiveMeters meters, Refusals refusals) {
        this.log = log;
        this.meters = meters;
        this.refusals = refusals;
    }

    void unknownSource() {
        meters.unknownSource();
    }

    void turnedAway(String source, String reason) {
        meters.unavailable(source, reason);
    }

    void refused(Delivery delivery, Cause cause) {
        meters.refused(delivery.source(), cause);
        refusals.note(delivery.at(), delivery.source(), cause.word(), delivery.peer(), delivery.bytes());
        if (log.wants(true)) {
            begin(delivery, "refused").put("cause", cause.word()).end();
        }
    }

    void handshake(Delivery delivery) {
        meters.count(delivery.source(), ReceiveMeters.Result.HANDSHAKE);
        if (log.wants(false)) {
            begin(delivery, "handshake").end();
        }
    }

    void nothing(Delivery delivery, Outcome.Admitted admitted) {
        meters.count(delivery.source(), ReceiveMeters.Result.EMPTY);
        if (log.wants(false)) {
            signed(begin(delivery, "empty"), admitted).end();
        }
    }

    void stored(Delivery delivery, Outcome.Admitted admitted, Receipt.Committed committed) {
        int known = count(committed.known());
        int conflicts = count(committed.differs());
        int quarantined = quarantined(admitted.items());
        meters.stored(delivery.source(), admitted, known, quarantined, System.nanoTime() - delivery.sinceNanos());
        meters.conflicts(delivery.source(), conflicts);
        if (log.wants(quarantined > 0)) {
            Item first = admitted.items().get(0);
            String outcome = known == committed.known().length ? "duplicate" : "stored";
            signed(begin(delivery, outcome), admitted)
                    .put("event", EventId.text(committed.ids()[0]))
                    .put("type", first.type())
                    .put("delivery_id", first.deliveryId())
                    .put("items", committed.ids().length)
                    .put("known", known)
                    .put("conflicts", conflicts)
                    .put("quarantined", quarantined)
                    .put("quarantine", first.quarantine())
                    .end();
        }
    }

    void unavailable(Delivery delivery, Outcome.Admitted admitted, Receipt.Reason reason) {
        meters.unavailable(delivery.source(), reason.word());
        if (log.wants(true)) {
            signed(begin(delivery, "unavailable"), admitted)
                    .put("reason", reason.word())
                    .end();
        }
    }

    /** Before anything was appended, and before it was known to be authentic. */
    void unavailable(Delivery delivery, String reason) {
        meters.unavailable(delivery.source(), reason);
        if (log.wants(true)) {
            begin(delivery, "unavailable").put("reason", reason).end();
        }
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private static int quarantined(List<Item> items) {
        int count = 0;
        for (Item item : items) {
            count += item.quarantine() == null ? 0 : 1;
        }
        return count;
    }

    private Line begin(Delivery delivery, String outcome) {
        return log.line("delivery")
                .put("source", delivery.source())
                .put("outcome", outcome)
                .put("bytes", delivery.bytes())
                .put("peer", delivery.peer())
                .millis("ms", System.nanoTime() - delivery.sinceNanos());
    }

    private static Line signed(Line line, Outcome.Admitted admitted) {
        return line.put("signature", admitted.alternative()).put("secret", admitted.secret());
    }
}
