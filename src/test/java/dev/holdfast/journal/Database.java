package dev.holdfast.journal;

import io.vertx.pgclient.PgConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A fresh, migrated database on one real server for the test JVM. */
public final class Database {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final String name;

    private Database(String name) {
        this.name = name;
    }

    /** Makes one. */
    public static Database fresh() {
        String name = "journal_" + COUNT.incrementAndGet();
        try (Connection c = SERVER.getPostgresDatabase().getConnection();
                Statement s = c.createStatement()) {
            s.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Flyway.configure()
                .dataSource(SERVER.getDatabase("postgres", name))
                .load()
                .migrate();
        return new Database(name);
    }

    /** As the journal's connections want it. */
    public PgConnectOptions options() {
        return options(SERVER.getPort());
    }

    /** The same through a proxy. */
    public PgConnectOptions options(int port) {
        return new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setUser("postgres")
                .setPassword("postgres")
                .setDatabase(name);
    }

    public int port() {
        return SERVER.getPort();
    }

    /** The first column of the first row. */
    public long number(String sql) {
        try (Connection c = connect();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void run(String sql) {
        try (Connection c = connect();
                Statement s = c.createStatement()) {
            s.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public Connection connect() throws SQLException {
        return SERVER.getDatabase("postgres", name).getConnection();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
