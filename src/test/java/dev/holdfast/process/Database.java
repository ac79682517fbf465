package dev.holdfast.process;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database by its address.
 *
 * @param url {@code postgresql://user:password@host:port/name}, as {@code HOLDFAST_DATABASE_URL} wants it
 */
public record Database(String url) {
    /** A connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host() + ":" + port() + "/" + name(), user(), password());
    }

    public String host() {
        return URI.create(url).getHost();
    }

    public int port() {
        return URI.create(url).getPort();
    }

    public String name() {
        return URI.create(url).getPath().substring(1);
    }

    public String user() {
        return URI.create(url).getUserInfo().split(":", 2)[0];
    }

    public String password() {
        return URI.create(url).getUserInfo().split(":", 2)[1];
    }

    /** The first column of the first row, as a number. */
    public long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /** The first column of the first row, as text. */
    public String text(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs statements one after the other, each in its own transaction. */
    public void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }
}
