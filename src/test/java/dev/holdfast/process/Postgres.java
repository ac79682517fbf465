package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A real PostgreSQL of the test's own, with durable settings, that can be killed and brought back on the same data.
 *
 * <p>Its port stays the same over a restart, so that a service finds it again.
 */
public final class Postgres implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

    private final Place place;
    private final Path data;
    private final Path log;
    private final int port = FreePorts.next();
    private final Map<String, String> settings;

    private Postgres(Place place, Path dir, Path data, Map<String, String> further) {
        this.place = place;
        this.data = data;
        this.log = dir.resolve("server.log");
        this.settings = new LinkedHashMap<>(further);
        DURABLE.forEach(name -> settings.put(name, "on"));
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.putIfAbsent("max_connections", "200");
    }

    /** A new, empty server in a directory of its own below {@code parent}. */
    public static Postgres start(Path parent) {
        return start(parent, Map.of());
    }

    /** A new, empty server with further settings. */
    public static Postgres start(Path parent, Map<String, String> further) {
        return start(Place.HERE, parent, parent.resolve("postgres/data"), further);
    }

    /** A new, empty server whose data is elsewhere; {@code initdb} has further options of that program. */
    static Postgres start(Place place, Path parent, Path data, Map<String, String> further, String... initdb) {
        try {
            Postgres postgres = new Postgres(place, Files.createDirectories(parent.resolve("postgres")), data, further);
            List<String> options =
                    new ArrayList<>(List.of("-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8"));
            options.addAll(List.of(initdb));
            PostgresPrograms.run(place, postgres.log, "initdb", options.toArray(String[]::new));
            postgres.start();
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A further server, on a copy of another's data that is there already; not started yet. */
    static Postgres on(Path data, Map<String, String> further) {
        Postgres postgres = new Postgres(Place.HERE, data.getParent(), data, further);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        return postgres;
    }

    Path data() {
        return data;
    }

    /** Starts the server again on the data that the last one left; a crashed one recovers by itself. */
    public void start() {
        String options = settings.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "='" + setting.getValue() + "'")
                .collect(Collectors.joining(" "));
        PostgresPrograms.run(
                place, log, "pg_ctl", "start", "-w", "-D", data.toString(), "-l", log.toString(), "-o", options);
        for (String name : DURABLE) {
            if (!"on".equals(database().text("select current_setting('" + name + "')"))) {
                throw new IllegalStateException(name + " is not on: this server proves nothing");
            }
        }
    }

    /** Kills the postmaster: no checkpoint, no word to the clients. Returns when the last backend is gone too. */
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> family = postmaster.descendants().toList();
        Signal.KILL.to(postmaster.pid());
        Patience.await(
                END_LIMIT,
                () -> !postmaster.isAlive() && family.stream().noneMatch(ProcessHandle::isAlive),
                () -> "the end of " + family);
    }

    /** Freezes the postmaster and all its children; the ids to let go on, the postmaster's last. */
    List<Long> freeze() {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<Long> family = new ArrayList<>();
        Signal.STOP.to(postmaster.pid()); // first, so that it makes no more children
        postmaster.descendants().forEach(child -> family.add(child.pid()));
        family.forEach(Signal.STOP::to);
        family.add(postmaster.pid());
        return family;
    }

    /** Whether the postmaster is there; it ends by itself when it cannot recover from a crash. */
    boolean isAlive() {
        return pidIn(place.seen(data)).flatMap(ProcessHandle::of).isPresent();
    }

    /** The postmaster's process id. */
    public long pid() {
        return pidIn(place.seen(data)).orElseThrow(() -> new IllegalStateException("not running"));
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

    @Override
    public void close() {
        end(place.seen(data));
    }

    /** Ends the server of a data directory, if there is one and it lives. */
    static void end(Path data) {
        pidIn(data)
                .flatMap(ProcessHandle::of)
                .filter(server -> server.info().command().orElse("").endsWith("postgres"))
                .ifPresent(server -> {
                    Signal.INT.to(server.pid());
                    Patience.until(END_LIMIT, () -> !server.isAlive());
                });
    }
}
