package dev.holdfast.vendor.pull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Notices when pages go round in a circle, of any length, without remembering them all: every page is held against one
 * that is further and further behind (Brent's algorithm).
 *
 * @param cursor what led from the page behind to the next; empty for nothing
 * @param page what was on it; empty for nothing
 * @param since pages since then
 * @param lap after how many the page behind is a later one
 */
public record Trail(String cursor, String page, int since, int lap) {
    static final Trail NONE = new Trail("", "", 0, 1);

    /** Bytes of a mark: enough for a window's pages never to look alike by chance. */
    private static final int MARK = 9;

    /** Whether this page, or what leads on from it, was there before. */
    boolean meets(@Nullable String next, String content) {
        return (!cursor.isEmpty() && cursor.equals(mark(next))) || (!page.isEmpty() && page.equals(mark(content)));
    }

    Trail after(@Nullable String next, String content) {
        return since + 1 < lap
                ? new Trail(cursor, page, since + 1, lap)
                : new Trail(mark(next), mark(content), 0, lap * 2);
    }

    private static String mark(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
