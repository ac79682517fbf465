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

/** The known-answer vectors: those in the test resources, and those in the folder that {@code holdfast.vectors} names. */
final class VectorFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VectorFile() {}

    static List<JsonNode> vectors() {
        return all("vectors");
    }

    static List<JsonNode> handshakes() {
        return all("handshakes");
    }

    private static List<JsonNode> all(String kind) {
        List<JsonNode> all = new ArrayList<>();
        folder(Path.of("src/test/resources/vectors"), kind, all);
        String more = System.getProperty("holdfast.vectors");
        if (more != null && !more.isBlank()) {
            folder(Path.of(more), kind, all);
        }
        return all;
    }

    private static void folder(Path folder, String kind, List<JsonNode> all) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JSON.readTree(file.toFile()).path(kind).forEach(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
