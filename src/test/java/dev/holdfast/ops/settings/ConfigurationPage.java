package dev.holdfast.ops.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/configuration.md}: the keys below {@code holdfast.}. */
final class ConfigurationPage {
    private static final Pattern ROW = Pattern.compile("\\| `(holdfast\\.[^`]+)` \\|.*");

    private ConfigurationPage() {}

    /** As they are written there, with {@code {name}} for what is the user's. */
    static Set<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("docs", "configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                keys.add(row.group(1));
            }
        }
        return keys;
    }
}
