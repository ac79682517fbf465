package dev.holdfast.vendor;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How bytes are written as text. Each reading takes exactly one text for the same bytes, so that a signature has no
 * second spelling; the one exception is {@link #BASE64URL}, whose vendors disagree about the padding.
 */
enum Encoding {
    /** Lower-case hexadecimal. */
    HEX {
        @Override
        byte @Nullable [] decode(String text) {
            if (text.length() % 2 != 0) {
                return null;
            }
            byte[] bytes = new byte[text.length() / 2];
            for (int i = 0; i < bytes.length; i++) {
                int high = digit(text.charAt(2 * i));
                int low = digit(text.charAt(2 * i + 1));
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes[i] = (byte) (high << 4 | low);
            }
            return bytes;
        }
    },
    /** RFC 4648 with its padding. */
    BASE64 {
        @Override
        byte @Nullable [] decode(String text) {
            return canonical(text, Base64.getDecoder(), Base64.getEncoder());
        }
    },
    /** RFC 4648's alphabet for URLs, with its padding or without. */
    BASE64URL {
        @Override
        byte @Nullable [] decode(String text) {
            return text.endsWith("=")
                    ? canonical(text, Base64.getUrlDecoder(), Base64.getUrlEncoder())
                    : canonical(
                            text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
        }
    };

    /** The bytes; null when the text is not this encoding to the last bit. */
    abstract byte @Nullable [] decode(String text);

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** The JDK ignores bits that fall off the end: {@code AQJ=} and {@code AQI=} decode alike. */
    private static byte @Nullable [] canonical(String text, Base64.Decoder decoder, Base64.Encoder encoder) {
        try {
            byte[] bytes = decoder.decode(text);
            return encoder.encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
