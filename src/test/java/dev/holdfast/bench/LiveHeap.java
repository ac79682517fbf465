package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a JVM's heap really holds: what is left after a full collection. Asking stops the JVM for that long. */
final class LiveHeap {
    private LiveHeap() {}

    /** Collects, and gives what stays, in MB. */
    static double megabytes(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String last = "";
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line.isBlank() ? last : line.trim();
                }
            }
            // Total  instances  bytes
            return Long.parseLong(last.split("\\s+")[2]) / 1048576.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
