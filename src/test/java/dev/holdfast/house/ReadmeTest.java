package dev.holdfast.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each promise in README names a test that exists, and each link leads somewhere. */
class ReadmeTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Properties))`");
    private static final Pattern LINK = Pattern.compile("]\\((?!http|#)([^)]+)\\)");

    @Test
    void everyTestThatKeepsAPromiseIsThere() throws IOException {
        Set<String> named = found(TEST);
        assertTrue(named.size() > 20, named::toString);
        named.removeAll(classes());
        assertTrue(named.isEmpty(), () -> "named in README and not there: " + named);
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        Set<String> links = found(LINK);
        assertTrue(links.size() > 5, links::toString);
        links.removeIf(link -> Files.exists(Path.of(link.replaceAll("#.*", ""))));
        assertTrue(links.isEmpty(), () -> "linked in README and not there: " + links);
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(Path.of("README.md")));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
