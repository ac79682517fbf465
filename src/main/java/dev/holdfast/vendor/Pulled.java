package dev.holdfast.vendor;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the elements of a list are: events, states, or what more must be asked about. */
final class Pulled {
    private static final String JSON = "application/json";

    private final Pull.Opened opened;
    private final PullList list;
    private final Settings settings;

    Pulled(Pull.Opened opened, PullList list) {
        this.opened = opened;
        this.list = list;
        this.settings = new Settings(opened.source(), null, opened.params());
    }

    /** What the element at hand is; nothing, where it is no event yet. */
    List<Listed> listed(AnswerSight sight, int round) {
        Moment by = list.walk().by();
        Instant at = by == null ? null : by.instant(sight);
        if (list.meaning() instanceof PullMeaning.Delivery delivery) {
            Key id = delivery.id();
            return id == null ? delivered(sight, at) : sketch(sight, id, at, round);
        }
        for (PullMeaning.Record record : ((PullMeaning.Records) list.meaning()).all()) {
            if (record.when().hold(sight)) {
                return List.of(new Listed.Found(recorded(record, sight, at), true, at));
            }
        }
        return List.of();
    }

    private List<Listed> sketch(AnswerSight sight, Key id, @Nullable Instant at, int round) {
        List<String> texts = id.texts(sight);
        if (texts == null) {
            return List.of(new Listed.Found(notUnderstood(sight, "no id"), false, at));
        }
        return List.of(
                new Listed.Sketch(List.of(delivery(texts)), at, sight.item().slice(), round));
    }

    /** The delivery again, item by item. */
    List<Listed> delivered(AnswerSight sight, @Nullable Instant at) {
        PullMeaning.Delivery delivery = (PullMeaning.Delivery) list.meaning();
        byte[] payload = sight.slice(delivery.payload());
        if (payload == null) {
            return List.of(new Listed.Found(notUnderstood(sight, "no payload"), false, at));
        }
        byte[] body = within(delivery.within(), payload);
        Headers headers = new PulledHeaders(delivery, sight).headers();
        Scope scope = new Scope(
                new Request("POST", null, headers, body, sight.answer().received()), settings);
        List<Item> items = delivery.isItem()
                ? List.of(opened.items().one(scope))
                : opened.items().of(scope);
        return items.stream()
                .map(item -> (Listed) new Listed.Found(isKeyed(item) ? item : known(item), false, at))
                .toList();
    }

    private static byte[] within(@Nullable String name, byte[] payload) {
        if (name == null) {
            return payload;
        }
        byte[] before = Scope.utf8("{\"" + name + "\":");
        byte[] body = new byte[before.length + payload.length + 1];
        System.arraycopy(before, 0, body, 0, before.length);
        System.arraycopy(payload, 0, body, before.length, payload.length);
        body[body.length - 1] = '}';
        return body;
    }

    private Item recorded(PullMeaning.Record record, AnswerSight sight, @Nullable Instant at) {
        try {
            return item(record, sight, at);
        } catch (NotUnderstood e) {
            return notUnderstood(sight, e.reason());
        }
    }

    private Item item(PullMeaning.Record record, AnswerSight sight, @Nullable Instant at) throws NotUnderstood {
        String type = record.type().text(sight);
        if (type == null || type.isEmpty()) {
            throw new NotUnderstood("no type");
        }
        List<String> id = record.id() == null ? null : record.id().texts(sight);
        List<String> object = record.object() == null ? null : record.object().texts(sight);
        List<EventKey> keys = new ArrayList<>();
        if (id != null) {
            keys.add(delivery(id));
        }
        if (object != null && record.version() != null) {
            keys.addAll(states(record, sight, object));
        }
        if (keys.isEmpty() || (record.id() != null && id == null)) {
            throw new NotUnderstood(record.id() == null ? "no object, or no version of it" : "no id");
        }
        Moment own = record.time();
        Instant time = own == null ? at : own.instant(sight);
        List<String> subject = object == null ? id : object;
        return new Item(
                Kept.text(type),
                id == null ? null : Kept.text(String.join("/", id)),
                keys,
                subject == null ? null : Kept.text(String.join("/", subject)),
                null,
                time,
                JSON,
                sight.item().slice(),
                null);
    }

    /** The state's key and, where the clocks of push and pull differ, those around it. */
    private List<EventKey> states(PullMeaning.Record record, AnswerSight sight, List<String> object) {
        Shape.Version version = Objects.requireNonNull(record.version());
        Moment moment = version.moment();
        EventKey exact = StateKey.of(opened.source(), version, sight, object);
        if (exact == null) {
            return List.of();
        }
        List<EventKey> keys = new ArrayList<>(List.of(exact));
        Duration within = record.within();
        Instant instant = moment == null ? null : moment.instant(sight);
        if (within != null && moment != null && instant != null) {
            Duration unit = moment.unit();
            for (Duration off = unit; off.compareTo(within) <= 0; off = off.plus(unit)) {
                keys.add(StateKey.of(opened.source(), moment, instant.minus(off), object));
                keys.add(StateKey.of(opened.source(), moment, instant.plus(off), object));
            }
        }
        return keys;
    }

    /** Its day is none: see {@link PullPage#knowsNoDays}. */
    private EventKey delivery(List<String> id) {
        return EventKey.of(EventKey.Kind.DELIVERY, opened.source(), null, id, true);
    }

    private Item notUnderstood(AnswerSight sight, String reason) {
        return known(new Item(
                Items.QUARANTINED,
                null,
                List.of(),
                null,
                null,
                null,
                JSON,
                sight.item().slice(),
                reason));
    }

    private static boolean isKeyed(Item item) {
        return item.keys().stream().anyMatch(EventKey::decides);
    }

    /** The same known by its bytes: a walk meets it again, and it is not kept again. */
    private Item known(Item item) {
        String hash = HexFormat.of().formatHex(Algorithm.SHA256.digest(List.of(item.payload())));
        List<EventKey> keys = new ArrayList<>();
        keys.add(EventKey.of(EventKey.Kind.DELIVERY, opened.source(), null, List.of("pulled", hash), true));
        keys.addAll(item.keys());
        return new Item(
                item.type(),
                item.deliveryId(),
                keys,
                item.subject(),
                item.tenant(),
                item.time(),
                item.contentType(),
                item.payload(),
                item.quarantine());
    }
}
