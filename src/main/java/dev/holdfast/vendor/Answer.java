package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a vendor is answered once its delivery is kept; the text stands in the page.
 *
 * @param when the request is one that gets it
 */
record Answer(Conditions when, Reply reply) {
    static final Set<String> CONTENT_TYPES = Set.of("text/plain", "text/xml", "application/json");
    private static final List<Integer> STATUSES = List.of(200, 201, 202, 204);

    /** The answers of a page that says nothing of them. */
    static final List<Answer> USUAL = List.of(new Answer(Conditions.NONE, Reply.OK));

    /** One, or a list of which the first that fits is given. */
    static List<Answer> readAll(PageNode node) {
        List<Answer> answers = new ArrayList<>();
        List<PageNode> all = node.list();
        for (int i = 0; i < all.size(); i++) {
            boolean last = i == all.size() - 1;
            PageFields fields = all.get(i).fields();
            if (fields.has("when") == last) {
                all.get(i)
                        .mistake(
                                last
                                        ? "has a when, and is for all that is left"
                                        : "has no when, and those after it are never given",
                                "when in all but the last");
            }
            answers.add(read(fields));
        }
        return answers.isEmpty() ? USUAL : answers;
    }

    /** The first that fits. */
    static Reply of(List<Answer> answers, Scope scope) {
        for (Answer answer : answers) {
            if (answer.when.hold(scope)) {
                return answer.reply;
            }
        }
        return usual(answers);
    }

    /** The one for all that is left. */
    static Reply usual(List<Answer> answers) {
        return answers.get(answers.size() - 1).reply;
    }

    private static Answer read(PageFields fields) {
        Conditions when = fields.optional("when", Conditions::read, Conditions.NONE);
        int status = status(fields);
        JsonNode json = fields.ifThere("json", node -> PageJson.of(node.yaml()));
        String body = fields.optional("body", PageNode::text, "");
        String type = contentType(fields, json == null ? "text/plain" : "application/json");
        fields.refuseOthers();
        if (json != null && fields.has("body")) {
            fields.mistake("json", "stands beside body", "one of them");
        }
        if (body.contains("{") || body.contains("}")) {
            fields.mistake("body", "has braces, and is no template", "literal text");
        }
        if (json != null && (!json.isObject() || hasBraces(json))) {
            fields.mistake("json", "is no object of literal values", "names and what they are; no template");
        }
        String text = json == null ? body : json.toString();
        return new Answer(
                when,
                text.isEmpty()
                        ? new Reply(status, null, new byte[0], Map.of())
                        : new Reply(status, type, Scope.utf8(text), Map.of()));
    }

    private static boolean hasBraces(JsonNode json) {
        boolean here = json.isTextual()
                && (json.asText().contains("{") || json.asText().contains("}"));
        for (JsonNode inside : json) {
            here |= hasBraces(inside);
        }
        return here;
    }

    static int status(PageFields fields) {
        return fields.optional("status", node -> node.read(Answer::status, 200), 200);
    }

    private static int status(String text) throws Fault {
        for (int status : STATUSES) {
            if (text.equals(Integer.toString(status))) {
                return status;
            }
        }
        throw new Fault("'" + text + "' is no answer to an accepted delivery", STATUSES.toString());
    }

    static String contentType(PageFields fields, String otherwise) {
        return fields.optional("content-type", node -> node.read(Answer::contentType, otherwise), otherwise);
    }

    private static String contentType(String text) throws Fault {
        if (!CONTENT_TYPES.contains(text)) {
            throw new Fault(
                    "'" + text + "' is no content type for a vendor",
                    String.join(", ", CONTENT_TYPES.stream().sorted().toList()));
        }
        return text;
    }
}
