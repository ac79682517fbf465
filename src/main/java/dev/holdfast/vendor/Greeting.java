package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a handshake. It says back what a stranger sent, so it is short, printable, never markup, and the
 * browser is told not to guess.
 */
final class Greeting {
    private static final int LONGEST = 1024;
    private static final int NO_CONTENT = 204;

    private Greeting() {}

    /** The answer; nothing when a part of it is absent or is a text that is not said back. */
    static Optional<Reply> reply(Handshake.Wording wording, Scope scope) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, Template> header : wording.headers().entrySet()) {
            String value = header.getValue().text(scope);
            if (value == null || !isHarmless(value)) {
                return Optional.empty();
            }
            headers.put(header.getKey(), value);
        }
        headers.put("X-Content-Type-Options", "nosniff");
        Optional<String> body = wording.json() == null ? text(wording, scope) : json(wording.json(), scope);
        boolean empty = wording.status() == NO_CONTENT
                || (body.isPresent() && body.get().isEmpty());
        return body.filter(text -> text.length() <= LONGEST)
                .map(text -> new Reply(
                        wording.status(),
                        empty ? null : wording.contentType(),
                        Scope.utf8(empty ? "" : text),
                        headers));
    }

    private static Optional<String> text(Handshake.Wording wording, Scope scope) {
        String text = wording.body() == null ? "" : wording.body().text(scope);
        return Optional.ofNullable(text).filter(Greeting::isHarmless);
    }

    private static Optional<String> json(Map<String, Handshake.Field> fields, Scope scope) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Handshake.Field> field : fields.entrySet()) {
            Template template = field.getValue().template();
            String text = template == null ? "" : template.text(scope);
            if (text == null || !isHarmless(text)) {
                return Optional.empty();
            }
            if (template == null) {
                json.set(field.getKey(), field.getValue().literal());
            } else {
                json.put(field.getKey(), text);
            }
        }
        return Optional.of(json.toString());
    }

    private static boolean isHarmless(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(c -> c >= ' ' && c < 0x7f && "<>\"'&`".indexOf(c) < 0);
    }
}
