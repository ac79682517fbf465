package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one page of a list leads to the next.
 *
 * @param take where the cursor or link stands; null where pages or items are counted
 * @param more where the answer says whether there is more; null where it does not
 * @param done where it says that there is no more; null where it does not
 * @param moves whether items that change move to the list's end
 */
record PullPaging(
        Terms.Paging paging,
        @Nullable Value take,
        @Nullable Value more,
        @Nullable Value done,
        boolean moves) {
    /** A list that is one page. */
    static final PullPaging ONE = new PullPaging(new Terms.OnePage(), null, null, null, false);

    boolean isCursor() {
        return paging instanceof Terms.ByCursor;
    }

    static PullPaging read(PageNode node) {
        PageFields fields = node.fields();
        Value standIn = Value.of(Place.PAGE);
        String style = fields.required("style", PageNode::text, "");
        Value take = List.of("cursor", "next-url").contains(style)
                ? fields.required("take", value -> value.read(Use.ANSWERED::value, standIn), standIn)
                : null;
        Value more = style.equals("next-url")
                ? null
                : fields.ifThere("more", value -> value.read(Use.ANSWERED::value, standIn));
        Value done = style.equals("cursor")
                ? fields.ifThere("done", value -> value.read(Use.ANSWERED::value, standIn))
                : null;
        boolean counted = List.of("number", "offset").contains(style);
        int first = counted ? fields.optional("first", value -> value.read(Counts::of, 0), 0) : 0;
        int size = counted ? fields.optional("size", value -> value.read(Counts::atLeastOne, 1), 0) : 0;
        if (counted && more == null && size == 0) {
            fields.mistake("size", "or more is missing", "one of them, to know the last page by");
        }
        if (first > 1) {
            fields.mistake("first", "is none of them", "0, 1");
        }
        boolean moves = fields.optional("moves", value -> value.read(Counts::flag, false), false);
        fields.refuseOthers();
        Terms.Paging paging = switch (style) {
            case "cursor" -> new Terms.ByCursor();
            case "next-url" -> new Terms.ByLink();
            case "number" -> new Terms.ByNumber(first, size, false);
            case "offset" -> new Terms.ByNumber(first, size, true);
            default -> {
                fields.mistake("style", "'" + style + "' is none of them", "cursor, next-url, number, offset");
                yield new Terms.OnePage();
            }
        };
        return new PullPaging(paging, take, more, done, moves);
    }
}
