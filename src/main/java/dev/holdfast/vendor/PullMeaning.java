package dev.holdfast.vendor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the elements of a list are. */
sealed interface PullMeaning {

    /**
     * What was delivered, once more: the page's {@code split} and {@code event} say what it means.
     *
     * @param id the deciding key, out of the list alone; null where the payload is there and says it
     * @param payload where the payload is
     * @param isItem whether it is one item of a delivery, and no delivery
     * @param within the name under which the payload stands in a delivery; null where it is all of it
     * @param headers of the delivery, by name
     * @param allHeaders an object of the delivery's headers; null where there is none
     */
    record Delivery(
            @Nullable Key id,
            Value payload,
            boolean isItem,
            @Nullable String within,
            Map<String, Value> headers,
            @Nullable Value allHeaders)
            implements PullMeaning {}

    /** Records: the first whose conditions an element meets; an element that meets none is no event. */
    record Records(List<Record> all) implements PullMeaning {}

    /**
     * One shape of a record.
     *
     * @param id of an operation, which the push has too; null for a state
     * @param within how far the times of push and pull may lie apart
     */
    record Record(
            Conditions when,
            @Nullable Key id,
            @Nullable Key object,
            Shape.@Nullable Version version,
            @Nullable Duration within,
            Text type,
            @Nullable Moment time) {

        /**
         * Whether it is something that was done once: known by an id that the push is known by too, or by its type and the
         * vendor's id of it. Anything else is a state.
         */
        boolean isOperation() {
            boolean once =
                    version != null && version.text() != null && version.text().isConstant();
            return id != null
                    || (once && object != null && object.parts().stream().anyMatch(type::readsLike));
        }
    }

    static PullMeaning read(PageFields list) {
        PageNode delivery = list.get("delivery");
        PageNode record = list.get("record");
        if ((delivery == null) == (record == null)) {
            list.mistake("delivery", delivery == null ? "or record is missing" : "stands beside record", "one of them");
        }
        return delivery != null ? delivery(delivery.fields()) : records(record);
    }

    private static PullMeaning records(@Nullable PageNode node) {
        return new Records(
                node == null
                        ? List.of()
                        : node.list().stream().map(PullMeaning::record).toList());
    }

    private static Delivery delivery(PageFields fields) {
        Value standIn = Value.of(Place.ITEM);
        PageNode headers = fields.get("headers");
        PageNode body = fields.get("body");
        PageNode item = fields.get("item");
        if ((body == null) == (item == null)) {
            fields.mistake("body", body == null ? "or item is missing" : "stands beside item", "one of them");
        }
        PageNode payload = body == null ? item : body;
        Delivery delivery = new Delivery(
                fields.ifThere("id", node -> Key.read(node, Use.LISTED)),
                payload == null ? standIn : payload.read(PullMeaning::payload, standIn),
                item != null,
                fields.ifThere("within", node -> node.read(PullMeaning::name, "x")),
                headers == null || !headers.isMap() ? Map.of() : values(headers),
                headers == null || headers.isMap() ? null : headers.read(PullMeaning::payload, standIn));
        fields.refuseOthers();
        return delivery;
    }

    private static Value payload(String text) throws Fault {
        Value value = Use.DETAILED.value(text);
        if ((value.place() != Place.ITEM && value.place() != Place.DETAIL)
                || value.path().isMany()) {
            throw new Fault("'" + text + "' is nothing of the answer", "item, item:/path, detail:/path");
        }
        return value;
    }

    private static String name(String text) throws Fault {
        if (!text.matches("[A-Za-z0-9_-]+")) {
            throw new Fault("'" + text + "' is no plain name", "letters, digits, - and _");
        }
        return text;
    }

    private static Map<String, Value> values(PageNode node) {
        Map<String, Value> values = new LinkedHashMap<>();
        node.fields()
                .all()
                .forEach((name, one) -> values.put(name, one.read(Use.DETAILED::value, Value.of(Place.ITEM))));
        return values;
    }

    private static Record record(PageNode node) {
        PageFields fields = node.fields();
        Record record = new Record(
                fields.optional("when", when -> Conditions.read(when, Use.LISTED), Conditions.NONE),
                fields.ifThere("id", key -> Key.read(key, Use.LISTED)),
                fields.ifThere("object", key -> Key.read(key, Use.LISTED)),
                fields.ifThere("version", PullMeaning::version),
                fields.ifThere("within", within -> within.read(Durations::parse, Duration.ZERO)),
                fields.required("type", type -> Text.read(type, Use.LISTED), new Text(List.of())),
                fields.ifThere("time", time -> Moment.read(time, Use.LISTED)));
        if (record.id() == null && (record.object() == null || record.version() == null)) {
            fields.mistake(
                    "object", "and version say by what a state is known, and id by what an operation is", "either");
        }
        if (record.object() == null && record.version() != null) {
            fields.mistake("version", "is of no object", "object beside it");
        }
        checkWithin(record, fields);
        fields.refuseOthers();
        return record;
    }

    private static Shape.Version version(PageNode node) {
        return node.isMap() && node.fields().has("at")
                ? new Shape.Version(Moment.read(node, Use.LISTED), null)
                : new Shape.Version(null, Text.read(node, Use.LISTED));
    }

    private static void checkWithin(Record record, PageFields fields) {
        Duration within = record.within();
        if (within == null) {
            return;
        }
        Moment moment = record.version() == null ? null : record.version().moment();
        if (moment == null
                || within.isZero()
                || within.toNanos() > 10 * moment.unit().toNanos()) {
            fields.mistake("within", "is no small number of the version's units", "at most 10 of its precision");
        }
    }
}
