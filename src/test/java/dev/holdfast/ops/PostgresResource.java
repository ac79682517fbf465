package dev.holdfast.ops;

import dev.holdfast.ops.postgres.CannotStart;
import dev.holdfast.ops.postgres.EmbeddedServer;
import dev.holdfast.ops.settings.DatabaseAddress;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One embedded PostgreSQL for the JVM of the tests, on a port of its own; a new, empty database for each start of the service.
 *
 * <p>For a {@code @QuarkusTest}: {@code @WithTestResource(PostgresResource.class)}. For a plain test: {@link #freshDatabase()}.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    /** Found again under this name by tests of other class loaders. */
    private static final String RUNNING = "dev.holdfast.test.postgres";

    private static final int MOST_JVMS = 16;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Override
    public Map<String, String> start() {
        DatabaseAddress address = freshDatabase();
        Map<String, String> properties = new HashMap<>(DatasourceProperties.of(address));
        properties.put("holdfast.database.url", address.url());
        return properties;
    }

    /** The server stays for the tests to come; the JVM stops it at its end. */
    @Override
    public void stop() {}

    /** A new, empty database in the server of this JVM, which is started when it is not there yet. */
    public static DatabaseAddress freshDatabase() {
        return made("");
    }

    /** A copy of another one, to which nobody is connected. */
    public static DatabaseAddress copyOf(DatabaseAddress template) {
        return made(" TEMPLATE " + template.database());
    }

    private static DatabaseAddress made(String how) {
        DatabaseAddress server = server();
        String name = "test_" + NUMBER.incrementAndGet() + "_" + System.nanoTime();
        execute(server, List.of("CREATE DATABASE " + name + how));
        return inDatabase(server, name);
    }

    private static synchronized DatabaseAddress server() {
        synchronized (System.getProperties()) {
            String running = System.getProperty(RUNNING);
            if (running == null) {
                EmbeddedServer server = start(1);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-postgres"));
                DatabaseAddress address = server.address();
                dropOld(address);
                running = address.port() + " " + address.password();
                System.setProperty(RUNNING, running);
            }
            String[] parts = running.split(" ");
            return new DatabaseAddress(
                    "127.0.0.1",
                    Integer.parseInt(parts[0]),
                    "postgres",
                    "holdfast",
                    parts[1],
                    dev.holdfast.ops.settings.SslMode.DISABLE,
                    null);
        }
    }

    /** The cluster of an earlier run is used again, unless another JVM is using it right now. */
    private static EmbeddedServer start(int number) {
        Path parent = Path.of("target", "test-postgres");
        try {
            java.nio.file.Files.createDirectories(parent);
            return EmbeddedServer.start(parent.resolve(Integer.toString(number)), parent);
        } catch (CannotStart e) {
            if (number < MOST_JVMS && String.valueOf(e.getMessage()).contains("is in use by")) {
                return start(number + 1);
            }
            throw e;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void dropOld(DatabaseAddress address) {
        List<String> drops = new ArrayList<>();
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
            while (row.next()) {
                drops.add("DROP DATABASE " + row.getString(1) + " WITH (FORCE)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        execute(address, drops);
    }

    private static void execute(DatabaseAddress address, List<String> commands) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A blocking connection, for tests that look into the database. */
    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static DatabaseAddress inDatabase(DatabaseAddress server, String name) {
        return new DatabaseAddress(
                server.host(), server.port(), name, server.user(), server.password(), server.ssl(), null);
    }
}
