package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of one test's processes; gone when the test is. */
public record WorkDir(Path path) implements AutoCloseable {
    /** A new directory; {@code holdfast.keep=true} leaves it behind for a look at the logs. */
    public static WorkDir create(String name) {
        try {
            return new WorkDir(Files.createTempDirectory("holdfast-" + name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory inside it, made when it is not there. */
    public Path sub(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!Boolean.getBoolean("holdfast.keep")) {
            delete(path);
        }
    }

    /** Deletes a directory and all in it, again when a server that is still ending has put a last file there. */
    static void delete(Path directory) {
        Patience.until(Duration.ofSeconds(5), () -> {
            deleteOnce(directory);
            return !Files.exists(directory);
        });
    }

    private static void deleteOnce(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException changedMeanwhile) {
            // the next try sees what is there then
        }
    }
}
