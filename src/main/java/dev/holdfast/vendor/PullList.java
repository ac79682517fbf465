package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Terms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One list of a page's {@code pull}.
 *
 * @param optIn whether it is read only when the source names it
 * @param forEach the parameter whose values or rows it is read for, one after the other; null when it is read once
 * @param cap most items that the vendor tells of one window; 0 for no such limit
 * @param total where the answer says how many there are; null when it does not
 * @param elements where the elements are, with {@code {each}} in it
 * @param detail the request for one item; null when the list has the payload
 * @param file where a page is; null when the answer is the page
 * @param branch what items lead to; null when they are what is listed
 * @param auth ways to say who asks for this list; empty for those of the whole page
 * @param errors what answers mean, before what the whole page says
 * @param params that it names
 * @param credentials that it names
 */
record PullList(
        String name,
        boolean optIn,
        @Nullable String forEach,
        PullRequest request,
        PullWalk walk,
        PullPaging paging,
        int cap,
        @Nullable Value total,
        List<String> elements,
        @Nullable PullRequest detail,
        @Nullable PullFile file,
        @Nullable PullBranch branch,
        List<PullAuth> auth,
        PullErrors errors,
        PullMeaning meaning,
        Set<String> params,
        Set<String> credentials) {

    static PullList read(String name, PageNode node, Map<String, Template> common) {
        PageFields fields = node.fields();
        PullRequest request = PullRequest.read(fields, common);
        Set<String> params = new LinkedHashSet<>(PullNames.params(node));
        String forEach = fields.ifThere("for-each", PageNode::text);
        if (forEach != null) {
            params.add(forEach);
        }
        PageNode cap = fields.get("cap");
        PageFields caps = cap == null ? null : cap.fields();
        PageNode detail = fields.get("detail");
        PullFile file = fields.ifThere("file", PullFile::read);
        PullList list = new PullList(
                name,
                fields.optional("opt-in", flag -> flag.read(Counts::flag, false), false),
                forEach,
                request,
                PullWalk.read(fields, request.method()),
                fields.optional("page", PullPaging::read, PullPaging.ONE),
                caps == null ? 0 : caps.required("items", count -> count.read(Counts::atLeastOne, 1), 1),
                caps == null
                        ? null
                        : caps.ifThere("total", total -> total.read(Use.ANSWERED::value, Value.of(Place.PAGE))),
                file == null ? fields.required("items", PullList::elements, List.of()) : file.elements(),
                detail == null ? null : PullRequest.detail(detail, request.headers()),
                file,
                fields.ifThere("branch", branch -> PullBranch.read(branch, request.headers())),
                fields.optional("auth", PullAuth::readAll, List.of()),
                fields.optional("errors", PullErrors::read, PullErrors.NONE),
                PullMeaning.read(fields),
                params,
                credentials(node, fields.get("auth")));
        if (caps != null) {
            caps.refuseOthers();
        }
        fields.refuseOthers();
        PullRules.check(list, fields);
        return list;
    }

    /** But those that its own ways to ask name: of these a source has the ones of one way. */
    private static Set<String> credentials(PageNode list, @Nullable PageNode auth) {
        Set<String> credentials = new LinkedHashSet<>(PullNames.credentials(list));
        if (auth != null) {
            credentials.removeAll(PullNames.credentials(auth));
        }
        return credentials;
    }

    static List<String> elements(PageNode node) {
        return node.list().stream()
                .map(one -> one.read(
                        text -> {
                            elements(text, Map.of());
                            return text;
                        },
                        "page"))
                .toList();
    }

    /** Where the elements are, for a row. */
    static Value elements(String text, Map<String, String> row) throws Fault {
        String plain = text;
        for (Map.Entry<String, String> cell : row.entrySet()) {
            String slot = cell.getKey().isEmpty() ? "{each}" : "{each:" + cell.getKey() + "}";
            plain = plain.replace(slot, cell.getValue());
        }
        Value value = Use.ANSWERED.value(row.isEmpty() ? plain.replaceAll("\\{each(:[a-z-]+)?}", "x") : plain);
        if (value.place() != Place.PAGE || value.inside() != null) {
            throw new Fault("'" + text + "' is nothing of the answer", "page, page:/path; ~ where it may be absent");
        }
        return value;
    }

    /** What the list tells of events. */
    Kind kind() {
        if (meaning instanceof PullMeaning.Records records) {
            return records.all().stream().allMatch(PullMeaning.Record::isOperation) ? Kind.OPERATION : Kind.STATE;
        }
        return Kind.EXACT;
    }

    /** The types that it can bring, with {@code *} for what the vendor says. */
    List<String> types() {
        return meaning instanceof PullMeaning.Records records
                ? records.all().stream()
                        .map(record -> pattern(record.type()))
                        .distinct()
                        .toList()
                : List.of("*");
    }

    private static String pattern(Text type) {
        return type.options().stream()
                .map(option -> option.parts().stream()
                        .map(part -> part instanceof Template.Literal literal
                                ? literal.text()
                                : ((Template.Slot) part).value().place() == Place.TEXT
                                        ? ((Template.Slot) part).value().name()
                                        : "*")
                        .collect(Collectors.joining()))
                .findFirst()
                .orElse("*");
    }

    Terms terms(int rounds) {
        return new Terms(
                name,
                kind(),
                walk.style(),
                walk.order(),
                paging.paging(),
                rounds,
                types(),
                walk.lookback(),
                walk.lag(),
                walk.overlap(),
                walk.step(),
                walk.grain(),
                walk.from(),
                walk.to(),
                cap,
                paging.moves(),
                detail != null,
                walk.by() != null);
    }
}
