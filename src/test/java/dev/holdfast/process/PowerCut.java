package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A simulated power cut: what a server's disk would hold, and a server started on that.
 *
 * <p>The kernel keeps what a killed server has written, so killing proves nothing about the disk. Here the server is frozen,
 * its files are copied, and of the log of writes only what the server itself had reported as flushed is left. The list
 * of what was acknowledged is taken first: each of it must have been flushed by then. Until the next checkpoint the data
 * files hold nothing that the log does not bring again, and {@link #SETTINGS} keep checkpoints and the background writer away.
 */
final class PowerCut implements AutoCloseable {
    /** Of the server that is to be cut off. */
    static final Map<String, String> SETTINGS = Map.of(
            "checkpoint_timeout", "1h",
            "max_wal_size", "8GB",
            "shared_buffers", "256MB",
            "bgwriter_lru_maxpages", "0",
            "autovacuum", "off",
            "wal_writer_delay", "2s");

    private static final int TIMELINE = 1;
    private static final long SEGMENT = 16 << 20;
    private static final long SEGMENTS_A_LOG = (1L << 32) / SEGMENT;

    private final Set<String> acknowledged;
    private final Postgres survivor;

    private PowerCut(Set<String> acknowledged, Postgres survivor) {
        this.acknowledged = acknowledged;
        this.survivor = survivor;
    }

    /** Cuts the power of a server under load; the server itself goes on afterwards. */
    static PowerCut of(Postgres server, Ledger ledger, Path parent) {
        Path data = parent.resolve("postgres/data");
        try (Connection connection = server.database().connect();
                Statement statement = connection.createStatement()) {
            Files.createDirectories(data.getParent());
            number(statement, "select 1"); // the first statement of a connection takes its time
            Set<String> acknowledged = ledger.acked();
            long flushed = number(statement, "select pg_current_wal_flush_lsn() - '0/0'");
            List<Long> frozen = server.freeze();
            try {
                DataCopy.whole(server.data(), data);
            } finally {
                frozen.forEach(Signal.CONT::to);
            }
            forget(data.resolve("pg_wal"), flushed);
            Postgres survivor = Postgres.on(data, SETTINGS);
            survivor.start();
            return new PowerCut(acknowledged, survivor);
        } catch (SQLException e) {
            throw new IllegalStateException("no flushed position", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Zeroes the log behind a position, and removes every later segment. */
    private static void forget(Path wal, long flushed) throws IOException {
        long number = flushed / SEGMENT;
        String last = String.format("%08X%08X%08X", TIMELINE, number / SEGMENTS_A_LOG, number % SEGMENTS_A_LOG);
        try (Stream<Path> files = Files.list(wal)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.getFileName().toString().compareTo(last) > 0) {
                    Files.delete(file);
                }
            }
        }
        try (FileChannel segment = FileChannel.open(wal.resolve(last), StandardOpenOption.WRITE)) {
            ByteBuffer nothing = ByteBuffer.allocate((int) (SEGMENT - flushed % SEGMENT));
            segment.write(nothing, flushed % SEGMENT);
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** What was acknowledged before the cut and is not there after it. */
    Set<String> lost() {
        return Stored.missing(survivor.database(), acknowledged);
    }

    @Override
    public void close() {
        survivor.close();
        WorkDir.delete(survivor.data().getParent());
    }
}
