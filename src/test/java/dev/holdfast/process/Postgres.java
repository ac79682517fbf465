package dev.holdfast.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of the test's own, with durable settings, that can be killed and brought back on the same data.
 *
 * <p>Its port stays the same over a restart, so that a service finds it again.
 */
public final class Postgres implements AutoCloseable {
    private static final String USER = "postgres";

    /** Kept, so that its level is: ending a server that was killed is no error to report. */
    private static final Logger QUIET = Logger.getLogger(EmbeddedPostgres.class.getName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final Path dir;
    private final int port = FreePorts.next();
    private final Map<String, String> settings;
    private @Nullable EmbeddedPostgres server;

    private Postgres(Path dir, Map<String, String> settings) {
        this.dir = dir;
        this.settings = settings;
    }

    /** A new, empty server in a directory of its own below {@code parent}. */
    public static Postgres start(Path parent) {
        return start(parent, Map.of());
    }

    /** A new, empty server with further settings. */
    public static Postgres start(Path parent, Map<String, String> further) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "fsync", "on",
                "full_page_writes", "on",
                "synchronous_commit", "on",
                "listen_addresses", "127.0.0.1",
                "max_connections", "200"));
        settings.putAll(further);
        Postgres postgres = new Postgres(parent.resolve("postgres"), settings);
        postgres.start();
        return postgres;
    }

    /** Starts the server again on the data that the last one left; a crashed one recovers by itself. */
    public void start() {
        for (int attempt = 1; server == null; attempt++) {
            try {
                server = builder().start();
            } catch (IOException | IllegalStateException e) {
                if (attempt == 5) {
                    throw new IllegalStateException("PostgreSQL does not start in " + dir, e);
                }
                Patience.pause(Duration.ofMillis(500)); // the killed server's last backends still hold its memory
            }
        }
        for (String name : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            if (!"on".equals(database().text("select current_setting('" + name + "')"))) {
                throw new IllegalStateException(name + " is not on: this server proves nothing");
            }
        }
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(dir.resolve("data"))
                .setOverrideWorkingDirectory(dir.resolve("work").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(true)
                .setPGStartupWait(Duration.ofSeconds(30))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("server.log").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("server.log").toFile()));
        try {
            Files.createDirectories(dir.resolve("work"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    /** Kills the postmaster: no checkpoint, no word to the clients. Returns when the last backend is gone too. */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        var family = postmaster.descendants().toList();
        Signal.KILL.to(postmaster.pid());
        Patience.await(
                Duration.ofSeconds(20),
                () -> !postmaster.isAlive() && family.stream().noneMatch(ProcessHandle::isAlive),
                () -> "the end of " + family);
        stop();
    }

    /** The postmaster's process id. */
    public long pid() {
        return pidIn(dir.resolve("data")).orElseThrow(() -> new IllegalStateException("not running"));
    }

    /** The postmaster's id as its data directory has it. */
    static Optional<Long> pidIn(Path data) {
        try {
            return Optional.of(Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The address that a service and a test connect to. */
    public Database database() {
        return new Database("postgresql://" + USER + ":" + USER + "@127.0.0.1:" + port + "/postgres");
    }

    private void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
