package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The known-answer vectors: ours, which stand in the test resources, and strangers', which stand in the folder that
 * {@code holdfast.vectors} names, at any depth, or in the one file that it names.
 */
final class VectorFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path OURS = Path.of("src/test/resources/vectors");

    private VectorFile() {}

    static List<JsonNode> vectors() {
        return in(OURS, "vectors");
    }

    static List<JsonNode> handshakes() {
        return in(OURS, "handshakes");
    }

    /** {@code kind} of ours, and then of strangers. */
    static List<JsonNode> withStrangers(String kind) {
        List<JsonNode> all = new ArrayList<>(in(OURS, kind));
        String more = System.getProperty("holdfast.vectors");
        if (more != null && !more.isBlank()) {
            all.addAll(strangers(Path.of(more), kind));
        }
        return all;
    }

    /** A folder without any would look as if all had passed. */
    static List<JsonNode> strangers(Path place, String kind) {
        List<JsonNode> found = in(place, kind);
        if (found.isEmpty()
                && in(place, "vectors").isEmpty()
                && in(place, "handshakes").isEmpty()) {
            throw new IllegalStateException("no vectors in " + place);
        }
        return found;
    }

    private static List<JsonNode> in(Path place, String kind) {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JSON.readTree(file.toFile()).path(kind).forEach(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
