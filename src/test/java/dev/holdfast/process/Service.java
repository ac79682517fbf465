package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packaged service as a process of its own: started, stopped, killed and frozen by its process id.
 *
 * <p>Its ports, its directory and its log stay the same over a restart.
 */
public final class Service implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path dir;
    private final ServiceSettings settings;
    private final int http = FreePorts.next();
    private final int admin = FreePorts.next();
    private final int management = FreePorts.next();
    private Path jar = jar();
    private @Nullable Process process;

    /** A service that is not started yet. */
    public Service(Path dir, ServiceSettings settings) {
        this.dir = dir;
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** What it is from its next start on. */
    Service becomes(Version version) {
        jar = version.jar();
        return this;
    }

    /** Starts it and waits until it is ready. */
    public Service start() {
        launch();
        awaitReady();
        return this;
    }

    /** Starts it; it is not ready when this returns. */
    public Service launch() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(settings.javaOptions());
        command.addAll(List.of("-jar", jar.toString()));
        try {
            write("config/application.yaml", settings.yaml(http, admin, management));
            for (Map.Entry<String, String> file : settings.files().entrySet()) {
                write(file.getKey(), file.getValue());
            }
            ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
            builder.environment().putAll(settings.environment());
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void write(String path, String text) throws IOException {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The packaged application under test; {@code holdfast.jar} names it. */
    public static Path jar() {
        Path jar = Path.of(System.getProperty("holdfast.jar", "target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("no packaged service at " + jar + ": run ./mvnw package first");
        }
        return jar;
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() {
        Patience.await(START_LIMIT, () -> isReady() || !isAlive(), () -> "ready; its log ends:\n" + logTail());
        if (!isAlive()) {
            throw new AssertionError("the service ended at its start; its log ends:\n" + logTail());
        }
    }

    /** Whether {@code /q/health/ready} is 200. */
    public boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The exit code, once it has ended by itself within the time. */
    public int exitCode(Duration limit) {
        awaitEnd(limit);
        return process.exitValue();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Kills it: no shutdown hook runs. */
    public void kill() {
        Signal.KILL.to(pid());
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Asks it to end, and gives the time that it took. */
    public Duration stop(Duration limit) {
        long from = System.nanoTime();
        Signal.TERM.to(pid());
        awaitEnd(limit);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private void awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the service still runs after " + limit + "; its log ends:\n" + logTail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where vendors post. */
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", http);
    }

    public int adminPort() {
        return admin;
    }

    public int managementPort() {
        return management;
    }

    public Path log() {
        return dir.resolve("service.log");
    }

    /** Whether a line of its log has all these parts. */
    public boolean hasLogged(String... parts) {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.anyMatch(line -> Stream.of(parts).allMatch(line::contains));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** Ends it, and the embedded database that a killed service leaves behind. */
    @Override
    public void close() {
        if (isAlive()) {
            Signal.CONT.to(pid());
            process.destroyForcibly();
            awaitEnd(Duration.ofSeconds(10));
        }
        try (Stream<Path> files = Files.isDirectory(dir) ? Files.walk(dir, 6) : Stream.empty()) {
            files.filter(file -> file.endsWith("postmaster.pid")).forEach(file -> Postgres.end(file.getParent()));
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("cannot look for a database left behind in " + dir, e);
        }
    }
}
