package dev.holdfast.vendor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an item means.
 *
 * @param when it is of this shape
 * @param id what the vendor repeats on a retry
 * @param time the event's own time; null when it is {@link Clock}'s
 * @param clock which other time stands for it
 * @param tenant the account at the vendor; null when the page names none
 * @param object the thing at the vendor that it is about; null when the page names none
 * @param version the object's state; null when the page names none
 * @param tells where the things stand that one event tells of, each of which object and version see as the item; null for one
 */
record Shape(
        Conditions when,
        Key id,
        Text type,
        @Nullable Moment time,
        Clock clock,
        @Nullable Text tenant,
        @Nullable Key object,
        @Nullable Version version,
        @Nullable Pointer tells) {

    /** A time that is not in the event. */
    enum Clock {
        /** The signed time of the attempt. */
        TIMESTAMP,
        /** When it arrived. */
        RECEIVED
    }

    /** An object's state: a time or a text, one of them. */
    record Version(@Nullable Moment moment, @Nullable Text text) {}

    private static final Text NOTHING = new Text(List.of());

    static List<Shape> readAll(PageNode node) {
        return node.list().stream().map(Shape::read).toList();
    }

    private static Shape read(PageNode node) {
        PageFields fields = node.fields();
        PageNode time = fields.get("time");
        boolean own = time != null && time.isMap();
        Shape shape = new Shape(
                fields.optional("when", Conditions::read, Conditions.NONE),
                fields.required("id", Key::read, new Key(List.of())),
                fields.required("type", type -> Text.read(type, Use.EVENT), NOTHING),
                own && time != null ? Moment.read(time) : null,
                own || time == null
                        ? Clock.RECEIVED
                        : time.read(text -> Words.one(text, List.of(Clock.values())), Clock.RECEIVED),
                fields.ifThere("tenant", tenant -> Text.read(tenant, Use.EVENT)),
                fields.ifThere("object", Key::read),
                fields.ifThere("version", Shape::version),
                fields.ifThere("tells", tells -> tells.read(Shape::things, Pointer.SELF)));
        if (shape.id.knowsOnlyTheAttempt()) {
            fields.mistake(
                    "id",
                    "has the time of the attempt in it, another on every retry",
                    "what a retry repeats; \"{timestamp}.{body|sha256-hex}\" where that is nothing");
        }
        if (shape.version != null && shape.object == null) {
            fields.mistake("version", "is of no object", "object beside it");
        }
        if (shape.tells != null && shape.version == null) {
            fields.mistake("tells", "of nothing that is known by its state", "object and version beside it");
        }
        fields.refuseOthers();
        return shape;
    }

    private static Pointer things(String text) throws Fault {
        Value value = Value.parse(text);
        if (value.place() != Place.BODY || !value.path().isMany() || value.mayBeAbsent() || value.inside() != null) {
            throw new Fault("'" + text + "' tells of one thing", "body:/path/*");
        }
        return value.path();
    }

    private static Version version(PageNode node) {
        return node.isMap() && node.fields().has("at")
                ? new Version(Moment.read(node), null)
                : new Version(null, Text.read(node, Use.EVENT));
    }
}
