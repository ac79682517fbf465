package dev.holdfast.ops.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** The files of one PostgreSQL: made once, used for years. */
final class Cluster {
    static final String OWNER = "holdfast";

    /** Durability is said on the command line too, where nothing overrides it. */
    private static final String CONFIGURATION = """
            # Written by Holdfast at every start; put your own settings into postgresql.conf below the include, or ALTER SYSTEM.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 60
            password_encryption = 'scram-sha-256'
            shared_buffers = '128MB'
            max_wal_size = '2GB'
            checkpoint_timeout = '15min'
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            logging_collector = on
            log_filename = 'postgres-%a.log'
            log_rotation_age = '1d'
            log_rotation_size = 0
            log_truncate_on_rotation = on
            log_min_duration_statement = -1
            """;

    private Cluster() {}

    /** Makes the cluster where there is none, checks that its major version is ours where there is one. */
    static void prepare(DataDirectory data, Binaries binaries, Program program) {
        Path cluster = data.cluster();
        try {
            if (!Files.exists(cluster)) {
                make(data, binaries, program);
            }
            String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
            if (!version.equals(Binaries.MAJOR)) {
                throw new CannotStart(cluster + " holds the data of PostgreSQL " + version + ", and this build brings "
                        + Binaries.MAJOR
                        + "; start the version of Holdfast that wrote it, move the data over with pg_dump and"
                        + " pg_restore or with pg_upgrade, or " + CannotStart.OTHERWISE);
            }
            Files.writeString(cluster.resolve("holdfast.conf"), CONFIGURATION);
        } catch (IOException e) {
            throw CannotStart.of("prepare " + cluster, e);
        }
    }

    /** Beside its place first: a cluster that is there is whole. */
    private static void make(DataDirectory data, Binaries binaries, Program program) throws IOException {
        Path fresh = data.file("postgres.new");
        Binaries.delete(fresh);
        Program.Ended ended = program.run(
                Duration.ofMinutes(2),
                List.of(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + fresh,
                        "--username=" + OWNER,
                        "--pwfile=" + data.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale"));
        if (!ended.ok()) {
            throw new CannotStart("cannot make the database in " + fresh + ": " + LogTail.reason(ended.said()) + "; "
                    + LogTail.wayOut(ended.said()));
        }
        Files.writeString(
                fresh.resolve("postgresql.conf"), "\ninclude_if_exists = 'holdfast.conf'\n", StandardOpenOption.APPEND);
        Files.move(fresh, data.cluster());
    }
}
