package dev.holdfast.target;

import java.nio.charset.StandardCharsets;

/**
 * Text of a vendor's as a header value, by the rules of the CloudEvents HTTP binding (3.1.3.2).
 *
 * <p>Space, double quote, per cent and everything that is no printable ASCII become per-cent-encoded UTF-8. So a vendor can
 * neither begin a header of its own nor end the request.
 */
final class HeaderText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private HeaderText() {}

    /** The encoded text; the same object when there is nothing to encode. */
    static String encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!passes(text.charAt(i))) {
                return encodeFrom(text, i);
            }
        }
        return text;
    }

    /** Whether a content type can be sent on as it is: printable ASCII and spaces, no longer than 256. */
    static boolean isContentType(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isBlank() && text.length() <= 256;
    }

    private static String encodeFrom(String text, int clean) {
        StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, clean);
        for (byte b : text.substring(clean).getBytes(StandardCharsets.UTF_8)) {
            if (passes((char) (b & 0xff))) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return encoded.toString();
    }

    private static boolean passes(char c) {
        return c > ' ' && c <= '~' && c != '"' && c != '%';
    }
}
