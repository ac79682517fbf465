package dev.holdfast.ops;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Our meters in one answer of {@code /q/metrics}. */
final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("(holdfast_\\w+?)(?:\\{(.*)})? ([^ ]+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final List<String> PARTS = List.of("_count", "_sum", "_max");

    private final String text;

    Scrape(String text) {
        this.text = text;
    }

    /** Every meter with its labels and their values; a timer's parts are one meter. */
    Map<String, Map<String, Set<String>>> meters() {
        Map<String, Map<String, Set<String>>> meters = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                Map<String, Set<String>> labels = meters.computeIfAbsent(meter(sample.group(1)), m -> new TreeMap<>());
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.computeIfAbsent(label.group(1), l -> new TreeSet<>()).add(label.group(2));
                }
            }
        }
        return meters;
    }

    /** The sum of a meter's samples that have all of these labels, as in {@code verdict="dead"}. */
    double sum(String meter, String... labels) {
        return text.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .filter(sample -> sample.group(1).equals(meter))
                .filter(sample -> List.of(labels).stream().allMatch(String.valueOf(sample.group(2))::contains))
                .collect(Collectors.summingDouble(sample -> Double.parseDouble(sample.group(3))));
    }

    private String meter(String name) {
        return PARTS.stream()
                .filter(name::endsWith)
                .map(part -> name.substring(0, name.length() - part.length()))
                .filter(meter -> text.contains("# TYPE " + meter + " summary"))
                .findFirst()
                .orElse(name);
    }
}
