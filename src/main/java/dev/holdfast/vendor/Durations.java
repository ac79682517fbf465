package dev.holdfast.vendor;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as pages write them: {@code 90d 4h 5m 30s 250ms}, one unit each. */
final class Durations {
    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");

    private Durations() {}

    static Duration parse(String text) throws Fault {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || (matcher.group(1).equals("0") && !text.equals("0s"))) {
            throw new Fault("'" + text + "' is no duration", "a number and ms, s, m, h or d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
