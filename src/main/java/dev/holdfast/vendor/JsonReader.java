package dev.holdfast.vendor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as one strict JSON document in UTF-8: nothing after it, no key twice, at most 64 deep. What two readers
 * could read in two ways is not understood here.
 */
final class JsonReader {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_NUMBER = 1000;
    /** Some vendors' tokens stand in the body, so a stranger's body is read too: its tree must not dwarf its bytes. */
    private static final int MOST_TOKENS = 100_000;

    /** A body longer than usual, where the operator allows it, may hold more: real JSON has 10 bytes a token and more. */
    private static final int BYTES_A_TOKEN = 10;

    /** For everything that reads what strangers send. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // The table of names is shared by all bodies: what others filled it with must not refuse this one.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private JsonReader() {}

    /** The document. Throws with a reason that quotes nothing of it. */
    static Json read(byte[] body) throws NotUnderstood {
        refuseOtherEncodings(body);
        try (JsonParser parser = FACTORY.createParser(body)) {
            int left = Math.max(MOST_TOKENS, body.length / BYTES_A_TOKEN);
            Json root = null;
            Json within = null;
            String name = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (--left < 0) {
                    throw new NotUnderstood("JSON over a limit: too many values");
                }
                if (token == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                } else if (token.isStructEnd() && within != null) {
                    within.close(offset(parser.currentLocation().getByteOffset()));
                    within = within.parent();
                    name = null;
                } else {
                    if (root != null && within == null) {
                        throw new NotUnderstood("invalid JSON: more than one document");
                    }
                    Json value = new Json(
                            body, within, offset(parser.currentTokenLocation().getByteOffset()));
                    if (within != null) {
                        within.add(name, value);
                    } else {
                        root = value;
                    }
                    within = token.isStructStart() ? value : within;
                    name = null;
                }
            }
            if (root == null) {
                throw new NotUnderstood("invalid JSON: nothing there");
            }
            return root;
        } catch (IOException e) {
            throw new NotUnderstood(reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return "JSON over a limit: " + DEEPEST + " levels, names of " + LONGEST_NAME + ", numbers of "
                    + LONGEST_NUMBER + " characters";
        }
        if (e instanceof StreamReadException at) {

            String fault = at.getOriginalMessage().startsWith("Duplicate field") ? "a key twice" : "broken";
            return "invalid JSON: " + fault
                    + (at.getLocation() == null
                            ? ""
                            : " at byte " + at.getLocation().getByteOffset());
        }
        return "invalid JSON";
    }

    /** Jackson guesses UTF-16 and UTF-32 from zero bytes and skips a byte order mark; here bytes mean UTF-8 or nothing. */
    private static void refuseOtherEncodings(byte[] body) throws NotUnderstood {
        boolean ascii = true;
        for (int i = 0; i < body.length; i++) {
            ascii &= body[i] >= 0;
            if (i < 4 && body[i] == 0) {
                throw new NotUnderstood("invalid JSON: not UTF-8");
            }
        }
        if (ascii) {
            return;
        }
        if (body[0] < 0) {
            throw new NotUnderstood("invalid JSON: it begins with a byte order mark or no JSON at all");
        }
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new NotUnderstood("invalid JSON: not UTF-8");
        }
    }

    /** The text of a quoted string with escapes, which was read before without fault. */
    static String unescaped(byte[] body, int start, int length) {
        try (JsonParser parser = FACTORY.createParser(body, start, length)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document inside a text, as in a form field; null when the text is none. */
    static @Nullable Json within(String text) {
        try {
            return read(text.getBytes(StandardCharsets.UTF_8));
        } catch (NotUnderstood e) {
            return null;
        }
    }

    private static int offset(long byteOffset) {
        return Math.toIntExact(byteOffset);
    }
}
