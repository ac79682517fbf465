package dev.holdfast.ops.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small languages of values: durations, sizes, rates, numbers, words. */
final class Grammar {
    private static final Pattern DURATION_PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d) ?");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB)?");
    private static final Map<String, Integer> SHIFT = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9})/([smh])");
    private static final Map<String, Double> SECONDS = Map.of("s", 1d, "m", 60d, "h", 3600d);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private Grammar() {}

    /** {@code 10s}, {@code 1h30m}, {@code 250ms}. */
    static Reading<Duration> duration(Duration least, Duration most) {
        String allowed = "a duration from " + text(least) + " to " + text(most)
                + ", written with ms, s, m, h or d, as in 10s or 1h30m";
        return text -> {
            Matcher part = DURATION_PART.matcher(text);
            long millis = 0;
            int end = 0;
            while (part.find(end) && part.start() == end) {
                millis += Long.parseLong(part.group(1)) * MILLIS.getOrDefault(part.group(2), 0L);
                end = part.end();
            }
            if (end == 0 || end != text.length()) {
                throw Fault.showing(text, "is no duration", allowed);
            }
            return within(text, Duration.ofMillis(millis), least, most, allowed);
        };
    }

    /** {@code 1048576}, {@code 512KiB}, {@code 1MiB}: bytes. */
    static Reading<Long> size(long least, long most) {
        String allowed = "a size from " + sizeText(least) + " to " + sizeText(most)
                + ", written as bytes or with KiB, MiB or GiB";
        return text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()) {
                throw Fault.showing(text, "is no size", allowed);
            }
            String unit = matcher.group(2) == null ? "B" : matcher.group(2);
            return within(text, Long.parseLong(matcher.group(1)) << SHIFT.getOrDefault(unit, 0), least, most, allowed);
        };
    }

    /** {@code 200/s}, {@code 100/m}, {@code 5/h}: as a number a second. */
    static Reading<Double> rate() {
        String allowed = "a number above 0 with /s, /m or /h, as in 200/s";
        return text -> {
            Matcher matcher = RATE.matcher(text);
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
                throw Fault.showing(text, "is no rate", allowed);
            }
            return Long.parseLong(matcher.group(1)) / SECONDS.getOrDefault(matcher.group(2), 1d);
        };
    }

    static Reading<Integer> number(int least, int most) {
        String allowed = "a whole number from " + least + " to " + most;
        return text -> {
            if (!text.matches("[0-9]{1,9}")) {
                // Kubernetes puts NAME_PORT=tcp://… of a service of that name into every pod.
                boolean link = text.startsWith("tcp://");
                throw Fault.showing(
                        text,
                        link ? "comes from Kubernetes' service links: set enableServiceLinks: false" : "is no number",
                        allowed);
            }
            return within(text, Integer.valueOf(text), least, most, allowed);
        };
    }

    /** {@code 80%}. */
    static Reading<Integer> percent() {
        String allowed = "1% to 100%";
        return text -> {
            if (!text.matches("[0-9]{1,9}%")) {
                throw Fault.showing(text, "is no share", allowed);
            }
            return within(text, Integer.valueOf(text.substring(0, text.length() - 1)), 1, 100, allowed);
        };
    }

    static Reading<Boolean> flag() {
        return text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Fault.showing(text, "is neither", "true or false");
        };
    }

    /** One of the constants, written in lower case with hyphens. */
    static <E extends Enum<E>> Reading<E> oneOf(Class<E> type) {
        List<String> words =
                List.of(type.getEnumConstants()).stream().map(Grammar::word).toList();
        return text -> {
            int at = words.indexOf(text);
            if (at < 0) {
                throw Fault.showing(text, "is unknown" + Nearest.hint(text, words), String.join(", ", words));
            }
            return type.getEnumConstants()[at];
        };
    }

    /** A word that must be among those that exist, for instance the name of a source. */
    static Reading<String> known(String what, Collection<String> words) {
        return text -> {
            if (!words.contains(text)) {
                throw Fault.showing(
                        text,
                        "is no " + what + Nearest.hint(text, words),
                        words.isEmpty() ? "none, as no " + what + " is configured" : String.join(", ", words));
            }
            return text;
        };
    }

    /** A SHA-256 in hex. Never shown: someone may have put the token itself here. */
    static Reading<String> sha256() {
        return text -> {
            if (!SHA256.matcher(text).matches()) {
                throw new Fault("is no SHA-256", "64 hexadecimal digits, as printed by sha256sum");
            }
            return text.toLowerCase(Locale.ROOT);
        };
    }

    static Reading<String> anything() {
        return text -> text;
    }

    private static <C extends Comparable<C>> C within(String text, C value, C least, C most, String allowed)
            throws Fault {
        if (value.compareTo(least) < 0) {
            throw Fault.showing(text, "is too little", allowed);
        }
        if (value.compareTo(most) > 0) {
            throw Fault.showing(text, "is too much", allowed);
        }
        return value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : List.of("d", "h", "m", "s")) {
            long size = MILLIS.getOrDefault(unit, 1L);
            if (millis % size == 0) {
                return millis == 0 ? "0s" : millis / size + unit;
            }
        }
        return millis + "ms";
    }

    private static String sizeText(long bytes) {
        for (String unit : List.of("GiB", "MiB", "KiB")) {
            int shift = SHIFT.getOrDefault(unit, 0);
            if (bytes >> shift << shift == bytes && bytes > 0) {
                return (bytes >> shift) + unit;
            }
        }
        return bytes + "B";
    }
}
