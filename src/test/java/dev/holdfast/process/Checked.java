package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar with arguments: a command that ends by itself. */
record Checked(int status, List<String> out, List<String> err, Duration took) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Runs a command in a directory and waits for its end; {@code environment} beside that of the test without ours. */
    static Checked run(Path dir, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ServiceSettings.QUICKLY_COMPILED,
                StartArchive.option(),
                "-jar",
                Service.jar().toString()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
            builder.environment().putAll(environment);
            Path err = dir.resolve("stderr.txt");
            long from = System.nanoTime();
            Process process = builder.redirectError(err.toFile()).start();
            process.getOutputStream().close();
            // Only a few lines: the pipe cannot fill up while nobody reads standard error.
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still runs after " + LIMIT);
            }
            return new Checked(
                    process.exitValue(),
                    out.lines().toList(),
                    java.nio.file.Files.readAllLines(err),
                    Duration.ofNanos(System.nanoTime() - from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that was said. */
    String said() {
        return String.join("\n", out) + "\n" + String.join("\n", err);
    }
}
