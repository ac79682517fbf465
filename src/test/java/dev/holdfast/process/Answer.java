package dev.holdfast.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads just enough of an HTTP/1.1 answer to know that it is whole, and what it says. */
final class Answer {
    private static final int SHORTEST = "HTTP/1.1 200\r\n\r\n".length();

    private Answer() {}

    /** The status when the buffer holds a whole answer, else {@link PostLoop#NO_ANSWER}. */
    static int status(ByteBuffer answer) {
        int end = answer.position();
        int head = headEnd(answer.array(), end);
        if (head < 0 || !isWhole(answer.array(), head, end)) {
            return PostLoop.NO_ANSWER;
        }
        byte[] bytes = answer.array();
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
    }

    /** Whether the server said that it closes the connection. */
    static boolean closes(ByteBuffer answer) {
        int head = headEnd(answer.array(), answer.position());
        return find(answer.array(), head, "\r\nconnection: close") >= 0;
    }

    private static boolean isWhole(byte[] bytes, int head, int end) {
        int at = find(bytes, head, "\r\ncontent-length:");
        if (at >= 0) {
            int from = at + "\r\ncontent-length:".length();
            int length = 0;
            for (int i = from; bytes[i] != '\r'; i++) {
                length = bytes[i] == ' ' ? length : length * 10 + (bytes[i] - '0');
            }
            return end - head >= length;
        }
        if (find(bytes, head, "\r\ntransfer-encoding: chunked") >= 0) {
            return new String(bytes, head, end - head, StandardCharsets.ISO_8859_1).endsWith("0\r\n\r\n");
        }
        return true;
    }

    /** Where the head ends and the body begins, or -1. */
    private static int headEnd(byte[] bytes, int end) {
        for (int i = SHORTEST - 1; i < end; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where a lower-case text stands in the head, without regard to case; or -1. */
    private static int find(byte[] bytes, int head, String text) {
        for (int i = 12; i <= head - text.length(); i++) {
            int j = 0;
            while (j < text.length() && lower(bytes[i + j]) == text.charAt(j)) {
                j++;
            }
            if (j == text.length()) {
                return i;
            }
        }
        return -1;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
