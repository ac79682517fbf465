package dev.holdfast.vendor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each item of a list leads to, where that is what is wanted: a thread's replies, and not its first message.
 *
 * @param when an item leads somewhere
 * @param take what is asked for by {@code {branch}}
 * @param newest time of the newest thing there: older than the window, it is not asked for; null where the item does not say
 * @param elements where the elements are
 */
record PullBranch(
        Conditions when,
        Text take,
        @Nullable Moment newest,
        PullRequest request,
        PullPaging paging,
        List<String> elements) {

    /** @param headers of the list, which go with these requests too */
    static PullBranch read(PageNode node, Map<String, Template> headers) {
        PageFields fields = node.fields();
        PullBranch branch = new PullBranch(
                fields.optional("when", when -> Conditions.read(when, Use.LISTED), Conditions.NONE),
                fields.required("take", take -> Text.read(take, Use.LISTED), new Text(List.of())),
                fields.ifThere("newest", newest -> Moment.read(newest, Use.LISTED)),
                PullRequest.read(fields, headers),
                fields.optional("page", PullPaging::read, PullPaging.ONE),
                fields.required("items", PullList::elements, List.of()));
        if (!fields.mentions("{branch}")) {
            fields.mistake("request", "asks for no branch", "{branch} in its path, query or body");
        }
        if ((branch.paging.take() != null) != fields.mentions("{next}")) {
            fields.mistake("page", "and {next} go together: where the next page is asked for", "both, or neither");
        }
        if (branch.paging != PullPaging.ONE && !branch.paging.isCursor()) {
            fields.mistake("page", "is no cursor", "style: cursor");
        }
        fields.refuseOthers();
        return branch;
    }

    /** What the item at hand leads to; null for nothing, or nothing since then. */
    @Nullable
    String of(AnswerSight item, Instant since) {
        if (!when.hold(item)) {
            return null;
        }
        Instant last = newest == null ? null : newest.instant(item);
        return last != null && last.isBefore(since) ? null : take.text(item);
    }
}
