package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Observed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One limit on calls, and where answers tell of it.
 *
 * @param remaining what is left
 * @param limit the limit itself
 * @param usedOf both, as in {@code 18/15000}
 * @param resets when the count begins again
 * @param cost points that a call took
 * @param points in which answers tell what is left, a call; 1 where they tell it in calls
 */
record PullBudget(
        Budget budget,
        @Nullable Value remaining,
        @Nullable Value limit,
        @Nullable Value usedOf,
        @Nullable Reset resets,
        @Nullable Value cost,
        int points) {
    /** How much of a limit is ours where the page does not say. */
    private static final int HALF = 50;

    /** When a count begins again, and how that is written. */
    record Reset(Value at, ResetFormat format) {
        @Nullable
        Instant instant(AnswerSight sight) {
            Double number = number(at.text(sight));
            if (number == null) {
                return null;
            }
            long millis = (long)
                    (number * (format == ResetFormat.MILLIS_LEFT || format == ResetFormat.UNIX_MILLIS ? 1 : 1_000));
            return format == ResetFormat.UNIX_SECONDS || format == ResetFormat.UNIX_MILLIS
                    ? Instant.ofEpochMilli(millis)
                    : sight.answer().received().plusMillis(millis);
        }
    }

    /** How a reset is written. */
    enum ResetFormat {
        UNIX_SECONDS,
        UNIX_MILLIS,
        SECONDS_LEFT,
        MILLIS_LEFT
    }

    static PullBudget read(PageNode node) {
        PageFields fields = node.fields();
        String style = fields.required("style", PageNode::text, "");
        boolean concurrent = style.equals("concurrent");
        PullBudget budget = new PullBudget(
                budget(style, fields),
                concurrent ? null : value(fields, "remaining"),
                concurrent ? null : value(fields, "limit"),
                concurrent ? null : value(fields, "used-of"),
                concurrent ? null : fields.ifThere("reset", PullBudget::reset),
                style.equals("bucket") ? value(fields, "cost") : null,
                style.equals("window") || style.equals("day") ? points(fields) : 1);
        fields.refuseOthers();
        return budget;
    }

    private static Budget budget(String style, PageFields fields) {
        int share = fields.optional("share", node -> node.read(Counts::percent, HALF), HALF);
        return switch (style) {
            case "window" -> new Budget.Window(count(fields, "calls"), per(fields), share);
            case "day" ->
                new Budget.Daily(
                        count(fields, "calls"),
                        fields.ifThere("resets", node -> node.read(PullBudget::timeOfDay, LocalTime.MIDNIGHT)),
                        share);
            case "bucket" ->
                new Budget.Bucket(
                        count(fields, "size"),
                        fields.required("refill", node -> node.read(Counts::positive, 1.0), 1.0),
                        per(fields),
                        points(fields),
                        share);
            case "concurrent" -> new Budget.Concurrent(count(fields, "calls"), share);
            default -> {
                fields.mistake("style", "'" + style + "' is none of them", "window, day, bucket, concurrent");
                yield new Budget.Concurrent(1, share);
            }
        };
    }

    private static int points(PageFields fields) {
        return fields.optional("points", node -> node.read(Counts::atLeastOne, 1), 1);
    }

    private static int count(PageFields fields, String key) {
        return fields.required(key, node -> node.read(Counts::atLeastOne, 1), 1);
    }

    private static Duration per(PageFields fields) {
        Duration per = fields.required(
                "per", node -> node.read(Durations::parse, Duration.ofSeconds(1)), Duration.ofSeconds(1));
        if (per.isZero()) {
            fields.mistake("per", "is no time", "1s, 10s, 1m, …");
        }
        return per;
    }

    private static @Nullable Value value(PageFields fields, String key) {
        return fields.ifThere(key, node -> node.read(Use.ANSWERED::value, Value.of(Place.PAGE)));
    }

    private static Reset reset(PageNode node) {
        PageFields fields = node.fields();
        Reset reset = new Reset(
                fields.required("at", at -> at.read(Use.ANSWERED::value, Value.of(Place.PAGE)), Value.of(Place.PAGE)),
                fields.choice("format", Arrays.asList(ResetFormat.values()), ResetFormat.UNIX_SECONDS));
        fields.refuseOthers();
        return reset;
    }

    private static LocalTime timeOfDay(String text) throws Fault {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new Fault("'" + text + "' is no time of day", "00:00 to 23:59, UTC");
        }
    }

    /** What the answer says of this budget; null for nothing. */
    @Nullable
    Observed observed(int index, AnswerSight sight) {
        Long left = whole(remaining, sight);
        Long all = whole(limit, sight);
        Long spent = whole(cost, sight);
        String pair = usedOf == null ? null : usedOf.text(sight);
        int slash = pair == null ? -1 : pair.indexOf('/');
        if (pair != null && slash > 0) {
            Double used = number(pair.substring(0, slash).strip());
            Double of = number(pair.substring(slash + 1).strip());
            all = of == null ? all : Long.valueOf(of.longValue());
            left = used == null || of == null ? left : Long.valueOf(Math.max(0, of.longValue() - used.longValue()));
        }
        Instant again = resets == null ? null : resets.instant(sight);
        boolean nothing = left == null && all == null && spent == null && again == null;
        return nothing ? null : new Observed(index, calls(left), calls(all), again, spent);
    }

    private @Nullable Long calls(@Nullable Long told) {
        return told == null ? null : Long.valueOf(told / points);
    }

    private static @Nullable Long whole(@Nullable Value value, AnswerSight sight) {
        Double number = value == null ? null : number(value.text(sight));
        return number == null ? null : Long.valueOf(number.longValue());
    }

    private static @Nullable Double number(@Nullable String text) {
        return text != null && text.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?") ? Double.valueOf(text) : null;
    }
}
