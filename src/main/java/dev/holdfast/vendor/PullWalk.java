package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Terms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a list is gone through, as its page says: by {@code window}, {@code scan} or {@code position}.
 *
 * @param format of the times that are asked for; null where none are
 * @param by the item's time that the list goes by; null where the vendor keeps the place and items have none
 * @param grain what the filter tells apart
 * @param position where the vendor's place stands in an answer; null where it keeps none
 * @param more whether there is more after this place; null where it keeps none, or goes on until nothing is told
 * @param first the path that is asked for while there is no place yet; null where it is the same
 * @param reach how much further back the list is asked for, where its items only lead to what is wanted
 * @param covers up to when the answer says that it is whole; null where it does not
 */
record PullWalk(
        Terms.Style style,
        Terms.Order order,
        @Nullable TimeFormat format,
        @Nullable Moment by,
        Terms.Edge from,
        Terms.Edge to,
        Duration grain,
        @Nullable Duration step,
        @Nullable Duration lookback,
        Duration lag,
        Duration overlap,
        @Nullable Value position,
        @Nullable Value more,
        @Nullable Template first,
        Duration reach,
        @Nullable Value covers) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** After a mistake was noted. */
    private static final PullWalk NONE = position(null, null, null, null, null);

    /** @param method of the list's request */
    static PullWalk read(PageFields list, String method) {
        List<String> styles =
                List.of("window", "scan", "position").stream().filter(list::has).toList();
        if (styles.size() != 1) {
            list.mistake("window", "or scan or position: there are " + styles.size(), "one of them");
        }
        PageNode window = list.get("window");
        PageNode scan = list.get("scan");
        PageNode position = list.get("position");
        if (position != null) {
            return position(position.fields(), method);
        }
        PageNode node = window == null ? scan : window;
        return node == null ? NONE : timed(node.fields(), window != null);
    }

    private static PullWalk timed(PageFields fields, boolean window) {
        TimeFormat format = window ? fields.choice("format", Arrays.asList(TimeFormat.values()), TimeFormat.ISO) : null;
        Terms.Edge from = window
                ? fields.choice("from", List.of(Terms.Edge.INCLUSIVE, Terms.Edge.EXCLUSIVE), Terms.Edge.INCLUSIVE)
                : Terms.Edge.NONE;
        Terms.Edge to =
                window ? fields.choice("to", Arrays.asList(Terms.Edge.values()), Terms.Edge.NONE) : Terms.Edge.NONE;
        Moment by = fields.ifThere("by", node -> Moment.read(node, Use.LISTED));
        if (by == null) {
            fields.missing("by");
        }
        Terms.Order order = fields.optional(
                "order",
                node -> node.read(text -> Words.one(text, Arrays.asList(Terms.Order.values())), Terms.Order.UNORDERED),
                Terms.Order.UNORDERED);
        Duration unit = format == null ? Duration.ofSeconds(1) : format.unit();
        Duration grain = window ? duration(fields, "grain", unit) : unit;
        PullWalk walk = new PullWalk(
                window ? Terms.Style.WINDOW : Terms.Style.SCAN,
                order,
                format,
                by,
                from,
                to,
                grain,
                window ? fields.ifThere("step", PullWalk::duration) : null,
                fields.ifThere("lookback", PullWalk::duration),
                duration(fields, "lag", MINUTE),
                duration(fields, "overlap", MINUTE),
                null,
                null,
                null,
                window ? duration(fields, "reach", Duration.ZERO) : Duration.ZERO,
                window ? fields.ifThere("covers", node -> node.read(Use.ANSWERED::value, Value.of(Place.PAGE))) : null);
        if (grain.isZero() || DAY.toNanos() % grain.toNanos() != 0 || grain.compareTo(unit) < 0) {
            fields.mistake("grain", "is no part of a day, or finer than the format", "1s, 1m, 1h, 1d");
        }
        if (walk.step() != null && walk.step().compareTo(grain) < 0) {
            fields.mistake("step", "is finer than the format", "a stretch of time to ask for at once");
        }
        fields.refuseOthers();
        return walk;
    }

    private static PullWalk position(PageFields fields, String method) {
        Value standIn = Value.of(Place.PAGE);
        PullWalk walk = position(
                fields.required("take", node -> node.read(Use.ANSWERED::value, standIn), standIn),
                fields.ifThere("more", node -> node.read(Use.ANSWERED::value, standIn)),
                fields.ifThere("lookback", PullWalk::duration),
                fields.ifThere("by", node -> Moment.read(node, Use.LISTED)),
                fields.ifThere("first", node -> PullRequest.like(node, method)));
        fields.refuseOthers();
        return walk;
    }

    private static PullWalk position(
            @Nullable Value take,
            @Nullable Value more,
            @Nullable Duration lookback,
            @Nullable Moment by,
            @Nullable Template first) {
        return new PullWalk(
                Terms.Style.POSITION,
                Terms.Order.UNORDERED,
                null,
                by,
                Terms.Edge.NONE,
                Terms.Edge.NONE,
                Duration.ofSeconds(1),
                null,
                lookback,
                Duration.ZERO,
                Duration.ZERO,
                take,
                more,
                first,
                Duration.ZERO,
                null);
    }

    private static Duration duration(PageFields fields, String key, Duration otherwise) {
        return fields.optional(key, PullWalk::duration, otherwise);
    }

    private static Duration duration(PageNode node) {
        return node.read(Durations::parse, Duration.ofSeconds(1));
    }
}
