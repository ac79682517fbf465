package dev.holdfast.ops.postgres;

import dev.holdfast.ops.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Blocking connections of the start, before there is a pool. */
final class FirstConnection {
    private static final String INVALID_PASSWORD = "28P01";

    private FirstConnection() {}

    static Connection open(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", "20");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("loginTimeout", "60");
        Connection connection = new org.postgresql.Driver().connect(address.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know " + address);
        }
        return connection;
    }

    /** Makes our database in the embedded server where it is missing. */
    static void makeDatabase(DatabaseAddress address) {
        DatabaseAddress first = new DatabaseAddress(
                address.host(), address.port(), "postgres", address.user(), address.password(), address.ssl(), null);
        try (Connection connection = open(first);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, address.database())) {
                // The name is ours, a constant.
                statement.execute("CREATE DATABASE " + address.database());
            }
        } catch (SQLException e) {
            if (INVALID_PASSWORD.equals(e.getSQLState())) {
                throw new CannotStart(
                        "the password in postgres-password is not that of the database beside it; put the right"
                                + " one back from a copy of the data directory");
            }
            throw new CannotStart("cannot make the database in the embedded PostgreSQL: " + e.getMessage());
        }
    }

    private static boolean exists(Statement statement, String database) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
            return found.next();
        }
    }
}
