package dev.holdfast.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The chart in {@code helm/}, as Helm sees it. */
public final class Chart {
    /** Where it lies, below the project's root. */
    public static final Path PATH = Path.of("helm");

    static final String RELEASE = "hooks";
    static final String NAMESPACE = "webhooks";
    static final String NEWEST = "1.34.0";

    /** Under this name the annotation of a hook is shown. */
    static final String HOOK = "shown.as/hook";

    private Chart() {}

    /**
     * What Helm makes of the chart with these values over its own.
     *
     * @throws IllegalStateException as Helm has it, when the values are refused
     */
    public static String render(String values) {
        return render(values, NEWEST);
    }

    /** The same for a cluster of that version. */
    static String render(String values, String kubernetes) {
        try {
            Path copy = Files.createTempDirectory("chart");
            try {
                copyTo(copy);
                Path file = Files.writeString(copy.resolve("given.yaml"), values);
                show(copy.resolve("templates").resolve("migration.yaml"));
                return new Helm(copy)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion(kubernetes)
                        .withValuesFile(file)
                        .call();
            } finally {
                delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library leaves hooks out of what it renders, unlike Helm's own command; under another name it shows them. */
    private static void show(Path template) throws IOException {
        String text = Files.readString(template);
        String shown = text.replace("helm.sh/hook: ", HOOK + ": ");
        if (shown.equals(text)) {
            throw new IllegalStateException("no hook in " + template);
        }
        Files.writeString(template, shown);
    }

    private static void copyTo(Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(PATH)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(PATH.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Lints it, warnings being errors, with these values in place of its own. */
    static LintResult lint(String values, Path copy) throws IOException {
        copyTo(copy);
        Files.writeString(copy.resolve("values.yaml"), new Yaml().dump(merged(defaults(), new Yaml().load(values))));
        return new Helm(copy).lint().strict().call();
    }

    /** {@code values.yaml}. */
    static Map<String, Object> defaults() throws IOException {
        return new Yaml().load(Files.readString(PATH.resolve("values.yaml")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> merged = new TreeMap<>(below);
        above.forEach((key, value) -> merged.merge(
                key,
                value,
                (old, fresh) -> old instanceof Map<?, ?> from && fresh instanceof Map<?, ?> to
                        ? merged((Map<String, Object>) from, (Map<String, Object>) to)
                        : fresh));
        return merged;
    }

    /** The text of a page of ours. */
    static List<String> page(String path) throws IOException {
        return Files.readAllLines(Path.of(path));
    }
}
