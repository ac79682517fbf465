package dev.holdfast.vendor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded}, the same grammar for a form body and for a query. */
final class FormReader {
    private static final int MOST_FIELDS = 64;

    private FormReader() {}

    /** The fields in the order sent, each with all its values. Throws with a reason that quotes nothing. */
    static Map<String, List<String>> read(String text) throws NotUnderstood {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return fields;
        }
        int count = 0;
        for (String pair : text.split("&", -1)) {
            if (++count > MOST_FIELDS) {
                throw new NotUnderstood("a form of more than " + MOST_FIELDS + " fields");
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    private static String decoded(String text) throws NotUnderstood {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit((char) raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit((char) raw[i + 2], 16) : -1;
            if (high < 0 || low < 0 || raw[i + 1] < 0 || raw[i + 2] < 0) {
                throw new NotUnderstood("a form with a broken percent escape");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotUnderstood("a form that is not UTF-8");
        }
    }
}
