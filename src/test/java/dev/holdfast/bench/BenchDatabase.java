package dev.holdfast.bench;

import dev.holdfast.process.Database;
import dev.holdfast.process.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL of a benchmark: its own, or the local one that {@code HOLDFAST_BENCH_DATABASE_URL} names. */
final class BenchDatabase implements AutoCloseable {
    /** Memory and log as on a small dedicated server; durable as in production. */
    private static final Map<String, String> SETTINGS =
            Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "checkpoint_timeout", "30min");

    private final @Nullable Postgres own;
    private final Database database;
    private final long postmaster;

    private BenchDatabase(@Nullable Postgres own, Database database) {
        this.own = own;
        this.database = database;
        this.postmaster = own != null ? own.pid() : parentOf(database);
    }

    static BenchDatabase open(Path dir) {
        String given = System.getenv("HOLDFAST_BENCH_DATABASE_URL");
        if (given != null && !given.isBlank()) {
            return new BenchDatabase(null, new Database(given));
        }
        Postgres own = Postgres.start(dir, SETTINGS);
        return new BenchDatabase(own, own.database());
    }

    /** The checkpointer's parent: the server must run on this machine, or its CPU cannot be counted. */
    private static long parentOf(Database database) {
        try {
            long child = database.number("select pid from pg_stat_activity where backend_type = 'checkpointer'");
            String stat = Files.readString(Path.of("/proc/" + child + "/stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[1]);
        } catch (IOException e) {
            throw new IllegalStateException("the database of a benchmark must run on this machine", e);
        }
    }

    Database database() {
        return database;
    }

    long postmaster() {
        return postmaster;
    }

    /** Begins every run alike: all of the log is written out, and the next change of a page is logged whole. */
    void checkpoint() {
        database.run("checkpoint");
    }

    /** A new, empty database on the same server. */
    Database fresh(String name) {
        database.run("drop database if exists " + name + " with (force)", "create database " + name);
        return new Database(database.url().substring(0, database.url().lastIndexOf('/') + 1) + name);
    }

    /** Rows that became garbage in a database so far: deleted, or replaced by an update. */
    static long deadRows(Database database) {
        return database.number("select coalesce(sum(n_tup_del + n_tup_upd), 0)::bigint from pg_stat_user_tables");
    }

    String version() {
        return database.text("show server_version");
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
