package dev.holdfast.process;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Watches for locks on tables that writers have to wait for, and how long each is held. Looks every few milliseconds. */
final class LockWatch implements AutoCloseable {
    private static final String HELD = """
            select l.pid || ' ' || l.virtualtransaction || ' ' || c.relname || ' ' || l.mode
            from pg_locks l join pg_class c on c.oid = l.relation
            where l.granted and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
              and c.relname ~ '^(event|event_key|message|delivery|attempt|lane|lane_hold)(_|$)' and c.relkind in ('r', 'p')
            """;

    private static final Duration EVERY = Duration.ofMillis(10);

    private final Database database;
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Long> longest = new TreeMap<>();
    private final Thread thread = new Thread(this::watch, "lock-watch");
    private volatile boolean stopping;
    private volatile @Nullable SQLException failure;

    LockWatch(Database database) {
        this.database = database;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!stopping) {
                look(statement);
                Patience.pause(EVERY);
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private void look(Statement statement) throws SQLException {
        long from = System.nanoTime();
        Set<String> held = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(HELD)) {
            while (rows.next()) {
                held.add(rows.getString(1));
            }
        }
        long now = System.nanoTime();
        since.keySet().retainAll(held);
        for (String lock : held) {
            long millis = (now - since.computeIfAbsent(lock, first -> from)) / 1_000_000;
            synchronized (longest) {
                longest.merge(lock.substring(lock.lastIndexOf(' ', lock.lastIndexOf(' ') - 1) + 1), millis, Math::max);
            }
        }
    }

    /** The longest that each kind of lock was seen held, in milliseconds, by table and mode. */
    Map<String, Long> longestMillis() {
        synchronized (longest) {
            return new TreeMap<>(longest);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("the watch ended early", failure);
        }
    }
}
