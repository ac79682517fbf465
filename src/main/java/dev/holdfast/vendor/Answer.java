package dev.holdfast.vendor;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a vendor is answered once its delivery is kept; the text stands in the page. */
final class Answer {
    static final Set<String> CONTENT_TYPES = Set.of("text/plain", "text/xml", "application/json");
    private static final List<Integer> STATUSES = List.of(200, 201, 202, 204);

    private Answer() {}

    static Reply read(PageNode node) {
        PageFields fields = node.fields();
        int status = status(fields);
        String body = fields.optional("body", PageNode::text, "");
        String type = contentType(fields, "text/plain");
        fields.refuseOthers();
        if (body.contains("{") || body.contains("}")) {
            fields.mistake("body", "has braces, and is no template", "literal text");
        }
        return body.isEmpty()
                ? new Reply(status, null, new byte[0], Map.of())
                : new Reply(status, type, Scope.utf8(body), Map.of());
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
