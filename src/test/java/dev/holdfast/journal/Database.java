package dev.holdfast.journal;

import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.settings.DatabaseAddress;
import io.vertx.pgclient.PgConnectOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** A fresh, migrated database on the real server of the test JVM. */
public final class Database {
    private final DatabaseAddress address;

    private Database(DatabaseAddress address) {
        this.address = address;
    }

    /** Makes one. Migrated once, copied for each test. */
    public static Database fresh() {
        return new Database(PostgresResource.copyOf(Migrated.ADDRESS));
    }

    private static final class Migrated {
        static final DatabaseAddress ADDRESS = migrated();

        private static DatabaseAddress migrated() {
            DatabaseAddress address = PostgresResource.freshDatabase();
            Flyway.configure()
                    .dataSource(address.jdbcUrl(), address.user(), address.password())
                    .load()
                    .migrate();
            return address;
        }
    }

    /** As the journal's connections want it. */
    public PgConnectOptions options() {
        return options(address.port());
    }

    /** The same through a proxy. */
    public PgConnectOptions options(int port) {
        return new PgConnectOptions()
                .setHost(address.host())
                .setPort(port)
                .setUser(address.user())
                .setPassword(address.password())
                .setDatabase(address.database());
    }

    public int port() {
        return address.port();
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
        return PostgresResource.connect(address);
    }
}
