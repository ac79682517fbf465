package dev.holdfast.vendor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's page, bound.
 *
 * @param answerWithin the vendor's limit for an answer
 * @param retriesFor how long the vendor tries again; zero for never, null when unknown
 * @param methods by which deliveries come
 * @param answers the first whose conditions the request meets is given; the last is for all that is left
 * @param pull how to fetch; null when the vendor lists nothing
 */
record Page(
        String title,
        List<String> docs,
        Duration answerWithin,
        @Nullable Duration retriesFor,
        Map<String, Param> params,
        List<String> methods,
        List<Signature> signatures,
        List<Handshake> handshakes,
        Split split,
        List<Shape> shapes,
        List<Answer> answers,
        @Nullable PullPage pull) {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(5);
    private static final List<String> USUAL_METHODS = List.of("POST");
    private static final List<String> METHODS = List.of("POST", "GET", "PUT", "PATCH", "DELETE");

    static Page read(PageNode root) {
        PageFields fields = root.fields();
        Map<String, Param> params = fields.optional("params", Param::readAll, Map.of());
        Page page = new Page(
                fields.required("title", Page::title, ""),
                fields.optional("docs", Page::docs, List.of()),
                fields.optional("answer-within", limit -> limit.read(Durations::parse, USUAL_LIMIT), USUAL_LIMIT),
                fields.ifThere("retries-for", time -> time.read(Durations::parse, Duration.ZERO)),
                params,
                fields.optional("methods", Page::methods, USUAL_METHODS),
                Windows.usual(fields.required("signature", SignatureReader::read, List.of()), params, fields),
                fields.optional("handshake", HandshakeReader::readAll, List.of()),
                fields.optional("split", Split::read, Split.NONE),
                fields.required("event", Shape::readAll, List.of()),
                fields.optional("answer", Answer::readAll, Answer.USUAL),
                fields.ifThere("pull", PullPage::read));
        fields.refuseOthers();
        PageParams.check(page, fields);
        if (page.pull() != null) {
            page.pull().lists().values().forEach(list -> PullRules.check(list, page.shapes(), fields));
        }
        if (!page.split().when().all().isEmpty() && page.signsItems()) {
            fields.mistake("split", "has a when beside a signature in each item", "paths alone");
        }
        return page;
    }

    /**
     * Whether some signature stands in each item, and so covers only what it names of it. Nothing else of an item may
     * tell it from another, its time neither; whichever signature held, since a second reading does not know.
     */
    boolean signsItems() {
        return signatures.stream().anyMatch(signature -> signature instanceof Signature.Hmac hmac && hmac.perItem());
    }

    private static String title(PageNode node) {
        if (node.isText() && node.text().isBlank()) {
            node.mistake("is empty", "the vendor's name");
        }
        return node.text();
    }

    private static List<String> methods(PageNode node) {
        return node.list().stream().map(one -> one.read(Page::method, "POST")).toList();
    }

    private static String method(String text) throws Fault {
        if (!METHODS.contains(text)) {
            throw new Fault("'" + text + "' brings no deliveries", String.join(", ", METHODS));
        }
        return text;
    }

    private static List<String> docs(PageNode node) {
        List<String> docs = new ArrayList<>();
        for (PageNode one : node.list()) {
            if (!one.text().startsWith("https://")) {
                one.mistake("is no https URL", "where the vendor documents it");
            }
            docs.add(one.text());
        }
        return docs;
    }
}
