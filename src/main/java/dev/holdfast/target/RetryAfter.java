package dev.holdfast.target;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a target asks to be left alone, from its {@code Retry-After}. */
final class RetryAfter {
    /** However long a target asks for. */
    static final Duration CAP = Duration.ofHours(1);

    /** Longer than any date or any number of seconds that means something. */
    private static final int MAX_LENGTH = 40;

    private RetryAfter() {}

    /** Whether a status is one at which the header is honoured: elsewhere it means something else or nothing. */
    static boolean honoured(int status) {
        return status == 429 || status == 503;
    }

    /** The wait, at most {@link #CAP}; null when there is no header, it makes no sense or lies in the past. */
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null || header.isEmpty() || header.length() > MAX_LENGTH) {
            return null;
        }
        return isDigits(header) ? seconds(header) : date(header, now);
    }

    private static Duration seconds(String digits) {
        // Four digits reach beyond the cap, and no more of them are ever parsed.
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 4 ? CAP : capped(Duration.ofSeconds(Integer.parseInt(significant)));
    }

    private static @Nullable Duration date(String text, Instant now) {
        try {
            Duration wait = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            return wait.isNegative() ? null : capped(wait);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(CAP) > 0 ? CAP : wait;
    }

    /** ASCII only: {@link Character#isDigit} holds for digits of every script. */
    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
