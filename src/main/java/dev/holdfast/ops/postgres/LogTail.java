package dev.holdfast.ops.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why PostgreSQL did not do what it was told, out of what it said. */
final class LogTail {
    private LogTail() {}

    /** The last complaint in one line. */
    static String reason(String said) {
        List<String> lines =
                said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        for (String line : lines) {
            if (line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:")) {
                last = line;
            }
        }
        return last.substring(0, Math.min(last.length(), 300));
    }

    static String wayOut(String said) {
        if (said.contains("No space left")) {
            return "make room on its disk, or " + CannotStart.OTHERWISE;
        }
        if (said.contains("Read-only file system") || said.contains("Permission denied")) {
            return "set holdfast.data-dir to a place that this user can write to, or " + CannotStart.OTHERWISE;
        }
        return CannotStart.OTHERWISE + " instead, or look into the log beside the data";
    }

    /** What the server wrote last: before its log files were open, and after. */
    static String of(Path early, Path logs) {
        return read(early) + newest(logs).map(LogTail::read).orElse("");
    }

    private static Optional<Path> newest(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.substring(Math.max(0, text.length() - 8_192));
        } catch (IOException e) {
            return "";
        }
    }
}
