package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Terms;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What parts of a pull must say together, beyond what each may say alone. */
final class PullRules {
    private PullRules() {}

    /** Within one list. */
    static void check(PullList list, PageFields fields) {
        boolean cursor = list.paging().paging() instanceof Terms.ByCursor
                || list.paging().paging() instanceof Terms.ByNumber;
        boolean asksNext = fields.mentions("{next}", "branch") || fields.mentions("{next|number}", "branch");
        if (cursor != asksNext) {
            fields.mistake("page", "and {next} go together: where the next page is asked for", "both, or neither");
        }
        if (list.paging().paging() instanceof Terms.ByLink && list.request().json() != null) {
            fields.mistake("page", "follows links, which are asked for by GET", "a GET");
        }
        if ((list.walk().style() == Terms.Style.POSITION) != fields.mentions("{position}")) {
            fields.mistake("position", "and {position} go together", "both, or neither");
        }
        boolean asksEach = fields.mentions("{each") || fields.mentions("each:") || fields.mentions("\"each\"");
        boolean window = list.walk().style() == Terms.Style.WINDOW;
        if (window != fields.mentions("{from", "branch")) {
            fields.mistake("window", "and {from} go together", "both, or neither");
        }
        if ((window && list.walk().to() != Terms.Edge.NONE) != fields.mentions("{to", "branch")) {
            fields.mistake("window", "has an end, and {to} asks for it", "both, or to: none");
        }
        if ((list.forEach() != null) != asksEach) {
            fields.mistake("for-each", "and each go together", "both, or neither");
        }
        if (list.forEach() != null && list.walk().style() == Terms.Style.POSITION) {
            fields.mistake("for-each", "has one place for all", "one list a source");
        }
        if (list.paging().moves() && (!window || list.walk().order() != Terms.Order.OLDEST_FIRST)) {
            fields.mistake("page", "moves only where a window comes oldest first", "order: oldest-first");
        }
        if (list.cap() > 0 && !window) {
            fields.mistake("cap", "can only split a window", "window");
        }
        checkWays(list, fields);
        boolean delivery = list.meaning() instanceof PullMeaning.Delivery;
        PullMeaning.Delivery delivered = delivery ? (PullMeaning.Delivery) list.meaning() : null;
        if ((list.detail() != null) != (delivered != null && delivered.id() != null)) {
            fields.mistake(
                    "detail", "goes with a delivery's id, by which a known one is not asked for", "both, or neither");
        }
        if (list.detail() == null && fields.mentions("detail:")) {
            fields.mistake("detail", "is missing", "GET /path");
        }
    }

    /** Lists that are not what they list: pages elsewhere, and items that lead to what is wanted. */
    private static void checkWays(PullList list, PageFields fields) {
        PullWalk walk = list.walk();
        boolean placeInPath = list.request().path().parts().stream()
                .anyMatch(part ->
                        part instanceof Template.Slot slot && slot.value().place() == Place.POSITION);
        if (walk.style() == Terms.Style.POSITION && placeInPath != (walk.first() != null)) {
            fields.mistake("position", "in a path goes with first, for when there is none yet", "first: GET /path");
        }
        if (list.file() != null && (list.detail() != null || list.branch() != null)) {
            fields.mistake("file", "has the items, and nothing beside it leads to more", "file alone");
        }
        if (list.file() != null && walk.style() != Terms.Style.POSITION) {
            fields.mistake("file", "is one of a row of files, of which the vendor keeps the place", "position");
        }
        if ((list.branch() != null) != fields.mentions("{branch}") || fields.mentions("{branch}", "branch")) {
            fields.mistake("branch", "and {branch} go together, in its own request", "both, or neither");
        }
        if (list.branch() != null && (walk.style() != Terms.Style.WINDOW || list.detail() != null)) {
            fields.mistake("branch", "goes with a window, and without detail", "window");
        }
        if (!walk.reach().isZero() && list.branch() == null) {
            fields.mistake("window", "reaches further back only for what its items lead to", "branch beside it");
        }
    }

    /** Between a list and what the vendor pushes. */
    static void check(PullList list, List<Shape> shapes, PageFields page) {
        if (list.meaning() instanceof PullMeaning.Delivery delivery) {
            Key id = delivery.id();
            if (id != null
                    && shapes.stream()
                            .noneMatch(shape ->
                                    shape.id().parts().size() == id.parts().size())) {
                page.mistake("pull", list.name() + ": the delivery's id has other parts than the event's", "the same");
            }
            return;
        }
        for (PullMeaning.Record record : ((PullMeaning.Records) list.meaning()).all()) {
            Key id = record.id();
            if (id != null
                    && shapes.stream()
                            .noneMatch(shape ->
                                    shape.id().parts().size() == id.parts().size())) {
                page.mistake("pull", list.name() + ": the record's id has other parts than the event's", "the same");
            }
            Stream<Shape> known = shapes.stream().filter(shape -> shape.object() != null && shape.version() != null);
            List<Shape> stating = known.toList();
            if (id == null && !stating.isEmpty() && stating.stream().noneMatch(shape -> fits(shape, record))) {
                page.mistake(
                        "pull",
                        list.name() + ": no event has an object of as many parts, and a version of the same precision",
                        "the same as in event: else nothing that was pushed is known");
            }
        }
    }

    private static boolean fits(Shape shape, PullMeaning.Record record) {
        return parts(shape.object()) == parts(record.object())
                && Objects.equals(precision(shape.version()), precision(record.version()));
    }

    private static int parts(@Nullable Key key) {
        return key == null ? 0 : key.parts().size();
    }

    private static Moment.@Nullable Precision precision(Shape.@Nullable Version version) {
        Moment moment = version == null ? null : version.moment();
        return moment == null ? null : moment.precision();
    }
}
