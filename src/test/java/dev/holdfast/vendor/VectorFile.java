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
        List<JsonNode> all = new ArrayList<>();
        folder(Path.of("src/test/resources/vectors"), all);
        String more = System.getProperty("holdfast.vectors");
        if (more != null && !more.isBlank()) {
            folder(Path.of(more), all);
        }
        return all;
    }

    private static void folder(Path folder, List<JsonNode> all) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JSON.readTree(file.toFile()).path("vectors").forEach(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
