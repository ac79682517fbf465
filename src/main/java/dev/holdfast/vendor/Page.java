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
 * @param pull how to fetch; null when the vendor lists nothing
 */
record Page(
        String title,
        List<String> docs,
        Duration answerWithin,
        @Nullable Duration retriesFor,
        Map<String, Param> params,
        List<Signature> signatures,
        List<Handshake> handshakes,
        Split split,
        List<Shape> shapes,
        Reply answer,
        @Nullable PullPage pull) {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(5);

    static Page read(PageNode root) {
        PageFields fields = root.fields();
        Page page = new Page(
                fields.required("title", Page::title, ""),
                fields.optional("docs", Page::docs, List.of()),
                fields.optional("answer-within", limit -> limit.read(Durations::parse, USUAL_LIMIT), USUAL_LIMIT),
                fields.ifThere("retries-for", time -> time.read(Durations::parse, Duration.ZERO)),
                fields.optional("params", Param::readAll, Map.of()),
                fields.required("signature", SignatureReader::read, List.of()),
                fields.optional("handshake", HandshakeReader::readAll, List.of()),
                fields.optional("split", Split::read, Split.NONE),
                fields.required("event", Shape::readAll, List.of()),
                fields.optional("answer", Answer::read, Reply.OK),
                fields.ifThere("pull", PullPage::read));
        fields.refuseOthers();
        PageParams.check(page, fields);
        if (page.pull() != null) {
            page.pull().lists().values().forEach(list -> PullRules.check(list, page.shapes(), fields));
        }
        if (!page.split().when().all().isEmpty()
                && page.signatures().stream()
                        .anyMatch(signature -> signature instanceof Signature.Hmac hmac && hmac.perItem())) {
            fields.mistake("split", "has a when beside a signature in each item", "paths alone");
        }
        return page;
    }

    private static String title(PageNode node) {
        if (node.isText() && node.text().isBlank()) {
            node.mistake("is empty", "the vendor's name");
        }
        return node.text();
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
