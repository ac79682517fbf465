package dev.holdfast.process;

import dev.holdfast.faults.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A primary and its synchronous standby, behind one address that leads to whichever is the primary.
 *
 * <p>Every server wants a standby from its first moment on ({@code synchronous_standby_names = '*'}), so nothing is ever
 * committed on one machine only, except where the wait for the other is cancelled.
 */
final class PostgresPair implements AutoCloseable {
    private static final Duration PROMOTED = Duration.ofSeconds(20);
    private static final Duration STREAMING = Duration.ofSeconds(20);
    private static final Map<String, String> SETTINGS = Map.of(
            "synchronous_standby_names", "*",
            "wal_keep_size", "1GB",
            "wal_retrieve_retry_interval", "100ms");

    private final WorkDir dir;
    private final FaultProxy address;
    private Postgres primary;
    private Postgres standby;
    private int made;

    PostgresPair(WorkDir dir) {
        this.dir = dir;
        this.primary = Postgres.start(dir.sub("server-0"), SETTINGS);
        this.address = FaultProxy.to("127.0.0.1", primary.database().port());
        this.standby = follow(primary);
    }

    /** The address that stays the same. */
    Database address() {
        return new Database("postgresql://postgres:postgres@127.0.0.1:" + address.port() + "/postgres");
    }

    Postgres primary() {
        return primary;
    }

    Postgres standby() {
        return standby;
    }

    /** Ends every wait for the standby, as somebody does who finds hanging sessions; the commits stay, on the primary only. */
    int cancelWaits() {
        return (int) primary.database().number("""
                select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'
                """);
    }

    /** Makes the standby, which runs, the primary, and gives it a standby of its own. The old primary is gone for good. */
    void failOver() {
        Database next = standby.database();
        next.text("select pg_promote(false)"); // a call that waited itself would be in the way of what is still to be
        // replayed
        Patience.await(PROMOTED, () -> "f".equals(next.text("select pg_is_in_recovery()")), () -> "a promotion");
        Path old = primary.data();
        primary = standby;
        address.moveTo(next.host(), next.port());
        WorkDir.delete(old);
        standby = follow(primary);
    }

    /** A standby on a base backup of a running server: what pg_basebackup does, which the embedded programs lack. */
    private Postgres follow(Postgres leader) {
        Path data = dir.sub("server-" + ++made + "/postgres").resolve("data");
        try (Connection connection = leader.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            DataCopy.withoutWal(leader.data(), data);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(data.resolve("backup_label"), label.getString(1));
            }
            Files.createFile(data.resolve("standby.signal"));
        } catch (SQLException e) {
            throw new IllegalStateException("no base backup", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(
                "primary_conninfo",
                "host=127.0.0.1 user=postgres port=" + leader.database().port());
        Postgres follower = Postgres.on(data, settings);
        follower.start();
        Patience.await(
                STREAMING,
                () -> leader.database().number("select count(*) from pg_stat_replication where sync_state = 'sync'")
                        == 1,
                () -> "a standby that keeps up");
        return follower;
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
        address.close();
    }
}
