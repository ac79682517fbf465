package dev.holdfast.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The time of a line, as in {@code 2026-11-20T06:00:00.123Z}; the second is formatted once and kept. */
final class Stamp {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private record Second(long number, String text) {}

    private static volatile Second last = new Second(-1, "");

    private Stamp() {}

    static void append(StringBuilder text, long unixMillis) {
        long second = Math.floorDiv(unixMillis, 1000L);
        Second known = last;
        if (known.number != second) {
            known = new Second(second, SECONDS.format(Instant.ofEpochSecond(second)));
            last = known;
        }
        int rest = (int) Math.floorMod(unixMillis, 1000L);
        text.append(known.text).append('.');
        text.append((char) ('0' + rest / 100))
                .append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10))
                .append('Z');
    }
}
