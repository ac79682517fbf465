package dev.holdfast.ops.postgres;

import dev.holdfast.ops.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** What we demand of a PostgreSQL before we acknowledge anything on its word. */
public final class Durability {
    private static final Logger LOG = Logger.getLogger(Durability.class);
    private static final int OLDEST = 15;
    private static final Set<String> SAFE_COMMITS = Set.of("on", "remote_apply");
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private Durability() {}

    /**
     * Connects, waiting for a server that is still starting, and checks it.
     *
     * @throws CannotStart when it does not answer in time, or may lose what it has committed
     */
    public static void demand(DatabaseAddress address, Duration patience) {
        long start = System.nanoTime();
        while (true) {
            try (Connection connection = FirstConnection.open(address)) {
                check(address, connection);
                return;
            } catch (SQLException e) {
                if (!isPassing(e) || System.nanoTime() - start > patience.toNanos()) {
                    throw new CannotStart("cannot use the database " + address + ": " + oneLine(e)
                            + "; allowed: a PostgreSQL " + OLDEST + " or newer that answers there");
                }
                LOG.warnf("The database %s does not answer yet: %s", address, oneLine(e));
            }
            pause();
        }
    }

    private static void check(DatabaseAddress address, Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
                               pg_is_in_recovery(), current_setting('server_version_num')::int / 10000""")) {
            row.next();
            expect(faults, row.getString(1).equals("on"), "fsync = " + row.getString(1), "on");
            expect(faults, row.getString(2).equals("on"), "full_page_writes = " + row.getString(2), "on");
            expect(
                    faults,
                    SAFE_COMMITS.contains(row.getString(3)),
                    "synchronous_commit = " + row.getString(3),
                    "on or remote_apply");
            expect(faults, !row.getBoolean(4), "a standby", "the primary");
            expect(faults, row.getInt(5) >= OLDEST, "PostgreSQL " + row.getInt(5), OLDEST + " or newer");
        }
        if (!faults.isEmpty()) {
            throw new CannotStart(
                    "the database " + address + " cannot be trusted with an event: " + String.join("; ", faults));
        }
    }

    private static void expect(List<String> faults, boolean holds, String found, String allowed) {
        if (!holds) {
            faults.add("it has " + found + ", allowed: " + allowed);
        }
    }

    /** Whether waiting may help: no connection, too many connections, still starting. */
    private static boolean isPassing(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static String oneLine(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("was interrupted while it waited for the database");
        }
    }
}
