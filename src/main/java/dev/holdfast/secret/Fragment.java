package dev.holdfast.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the {@code #field} of a reference takes out of the text that was found. */
final class Fragment {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Fragment() {}

    /** The whole text, or the field of the JSON object that the text is. */
    static Secret of(SecretRef reference, String text) {
        if (reference.fragment() == null) {
            return Secret.of(text);
        }
        JsonNode field;
        try {
            field = JSON.readTree(text).path(reference.fragment());
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the text: it must not travel as the cause.
            throw new SecretUnavailable(reference, "is no JSON object, which #" + reference.fragment() + " needs");
        }
        if (!field.isTextual()) {
            throw new SecretUnavailable(reference, "has no text under that name");
        }
        return Secret.of(field.textValue());
    }
}
