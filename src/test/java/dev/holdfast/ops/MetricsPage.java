package dev.holdfast.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/metrics.md}: for each meter its labels, for each label its values; none where they are not listed. */
public final class MetricsPage {
    private static final Pattern ROW = Pattern.compile("\\| `(holdfast_\\w+)` \\|[^|]*\\|([^|]*)\\|.*");
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`(.*)");

    private MetricsPage() {}

    public static Map<String, Map<String, Set<String>>> read() throws IOException {
        Map<String, Map<String, Set<String>>> meters = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs", "metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                meters.put(row.group(1), labels(row.group(2).strip()));
            }
        }
        return meters;
    }

    private static Map<String, Set<String>> labels(String cell) {
        Map<String, Set<String>> labels = new LinkedHashMap<>();
        for (String part : cell.split(";")) {
            Matcher label = LABEL.matcher(part.strip());
            if (label.matches()) {
                String values = label.group(2).strip();
                labels.put(label.group(1), values.isEmpty() ? Set.of() : new TreeSet<>(Set.of(values.split(", "))));
            }
        }
        return labels;
    }
}
