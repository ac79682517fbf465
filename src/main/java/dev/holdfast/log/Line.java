package dev.holdfast.log;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One line being put together.
 *
 * <p>Values are cut at 256 characters and escaped down to printable ASCII: no line break, no terminal sequence and no
 * direction mark of a stranger's gets into the log.
 */
public final class Line {
    private static final int CUT_AT = 256;
    private static final ThreadLocal<Line> MINE = ThreadLocal.withInitial(Line::new);
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder(512);
    private @Nullable LineWriter writer;

    private Line() {}

    static Line begin(LineWriter writer, String kind) {
        Line line = MINE.get();
        line.writer = writer;
        line.text.setLength(0);
        line.text.append("{\"at\":\"");
        Stamp.append(line.text, System.currentTimeMillis());
        line.text.append("\",\"log\":\"").append(kind).append('"');
        return line;
    }

    /** A word or a text; null is left out. */
    public Line put(String key, @Nullable String value) {
        if (value != null) {
            key(key).append('"');
            escape(value);
            text.append('"');
        }
        return this;
    }

    public Line put(String key, long value) {
        key(key).append(value);
        return this;
    }

    public Line put(String key, boolean value) {
        key(key).append(value);
        return this;
    }

    /** Milliseconds with three digits behind the point. */
    public Line millis(String key, long nanos) {
        long micros = nanos / 1_000;
        key(key).append(micros / 1_000).append('.');
        long rest = micros % 1_000;
        text.append((char) ('0' + rest / 100))
                .append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10));
        return this;
    }

    /** Sends it. */
    public void end() {
        text.append("}\n");
        LineWriter to = writer;
        if (to != null) {
            to.add(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private StringBuilder key(String key) {
        return text.append(",\"").append(key).append("\":");
    }

    private void escape(String value) {
        int end = Math.min(value.length(), CUT_AT);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                text.append(c);
            } else {
                text.append("\\u")
                        .append(HEX[c >> 12])
                        .append(HEX[c >> 8 & 15])
                        .append(HEX[c >> 4 & 15])
                        .append(HEX[c & 15]);
            }
        }
        if (end < value.length()) {
            text.append("...");
        }
    }
}
