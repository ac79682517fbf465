package dev.holdfast.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time that the vendor writes somewhere.
 *
 * @param formats tried in order
 * @param precision to which two such times are compared
 */
record Moment(Text at, List<TimeFormat> formats, Precision precision) {

    /** How finely a version tells two states of an object apart. */
    enum Precision {
        /** Whole minutes, where the clocks that say it are far apart. */
        MINUTES,
        /** Whole seconds. */
        SECONDS,
        /** Milliseconds. */
        MILLIS,
        /** Microseconds. */
        MICROS
    }

    static Moment read(PageNode node) {
        return read(node, Use.EVENT);
    }

    static Moment read(PageNode node, Use use) {
        PageFields fields = node.fields();
        Text at = fields.required("at", value -> Text.read(value, use), new Text(List.of()));
        List<TimeFormat> formats = fields.choices("format", Arrays.asList(TimeFormat.values()), TimeFormat.ISO);
        Precision precision = fields.optional(
                "precision",
                value -> value.read(text -> Words.one(text, Arrays.asList(Precision.values())), Precision.SECONDS),
                Precision.SECONDS);
        fields.refuseOthers();
        return new Moment(at, formats, precision);
    }

    /** The instant; null when nothing is there or it is no time. */
    @Nullable
    Instant instant(Sight sight) {
        String text = at.text(sight);
        if (text == null) {
            return null;
        }
        for (TimeFormat format : formats) {
            Instant instant = format.read(text);
            if (instant != null) {
                return instant;
            }
        }
        return null;
    }

    /** The instant as the number that stands in a key: zones and notations fall away. */
    String inKey(Instant instant) {
        return switch (precision) {
            case MINUTES -> Long.toString(Math.floorDiv(instant.getEpochSecond(), 60));
            case MILLIS -> Long.toString(instant.toEpochMilli());
            case MICROS -> Long.toString(instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000);
            default -> Long.toString(instant.getEpochSecond());
        };
    }

    /** What {@link #inKey} tells apart. */
    Duration unit() {
        return switch (precision) {
            case MINUTES -> Duration.ofMinutes(1);
            case MILLIS -> Duration.ofMillis(1);
            case MICROS -> Duration.ofNanos(1_000);
            default -> Duration.ofSeconds(1);
        };
    }

    boolean isContent() {
        return at.isContent();
    }
}
