package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryAfterProperties {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @Property
    void anythingAtAllIsNullOrWithinTheCap(@ForAll String text) {
        Duration wait = RetryAfter.parse(text, NOW);
        assertTrue(wait == null || !wait.isNegative() && wait.compareTo(RetryAfter.CAP) <= 0);
    }

    @Property
    void secondsAreSecondsUpToTheCap(@ForAll @LongRange(min = 0) long seconds, @ForAll @IntRange(max = 9) int zeros) {
        assertEquals(Duration.ofSeconds(Math.min(3600, seconds)), RetryAfter.parse("0".repeat(zeros) + seconds, NOW));
    }

    @Property
    void negativeNumbersAreIgnored(@ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long seconds) {
        assertNull(RetryAfter.parse(Long.toString(seconds), NOW));
    }

    @Property
    void datesAreDates(@ForAll @LongRange(min = -100_000_000, max = 100_000_000) long ahead) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(ahead).atOffset(ZoneOffset.UTC));
        assertEquals(ahead < 0 ? null : Duration.ofSeconds(Math.min(3600, ahead)), RetryAfter.parse(date, NOW));
    }

    @Example
    void nothingIsNothing() {
        assertNull(RetryAfter.parse(null, NOW));
        assertNull(RetryAfter.parse("", NOW));
        assertNull(RetryAfter.parse("٧", NOW));
        assertNull(RetryAfter.parse("+7", NOW));
        assertNull(RetryAfter.parse("7 ", NOW));
        assertNull(RetryAfter.parse("7, 8", NOW));
        assertNull(RetryAfter.parse("1e3", NOW));
        assertEquals(Duration.ZERO, RetryAfter.parse("0", NOW));
        assertEquals(RetryAfter.CAP, RetryAfter.parse("9".repeat(40), NOW));
    }

    @Example
    void onlyPacingStatusesCarryIt() {
        for (int status = 100; status < 600; status++) {
            assertEquals(status == 429 || status == 503, RetryAfter.honoured(status));
        }
    }
}
