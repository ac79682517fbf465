package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The tables of a later version are made while this one runs on them: how long that locks, and how long a migration waits behind
 * somebody who reads. That versions work beside each other and start on each other's tables, {@link RollingUpgradeIT} says.
 */
@Tag("long")
class UnderMigrationIT {
    private static final String FIRST = "900";
    private static final String SECOND = "901";
    private static final int RATE = 200;
    private static final int EVENTS = RATE * 5;
    private static final long LOCK_LIMIT_MILLIS = 500;

    /** What a migration may do, see CONTRIBUTING.md. */
    private static final String EXPAND = """
            create table later (event_id bigint primary key, note text);
            alter table event add column later_note text;
            select pg_sleep(0.1);
            """;

    @Test
    void aMigrationThatAddsIsNoticedByNobody() throws SQLException {
        try (Scene scene = new Scene("under-migration")) {
            Database database = scene.postgres().database();
            List<Service> replicas = scene.replicas(2, i -> settings(scene, database));
            Balancer balancer = scene.balancer(replicas);
            LoadVendor vendor = scene.vendor("evt_m", 16, RATE, balancer.forRequests());
            Patience.pause(Duration.ofSeconds(1));
            try (LockWatch locks = new LockWatch(database)) {
                Migrated.further(database, scene.dir().sub("later"), FIRST, EXPAND);
                Patience.pause(Duration.ofMillis(500));
                Map<String, Long> longest = locks.longestMillis();
                System.out.println("locks held, ms: " + longest);
                assertTrue(
                        longest.values().stream().allMatch(millis -> millis <= LOCK_LIMIT_MILLIS),
                        () -> "locks held, ms: " + longest);
            }
            long waited = whileSomebodyReads(
                    database,
                    () -> assertThrows(
                            FlywayException.class,
                            () -> Migrated.further(
                                    database,
                                    scene.dir().sub("later"),
                                    SECOND,
                                    "alter table event add column later_still text")));
            System.out.println("gave up after " + waited + " ms behind a long reader");
            Patience.await(
                    Duration.ofSeconds(30),
                    () -> scene.ledger().arrivedCount() >= EVENTS,
                    () -> "events go on to be relayed, so far " + scene.ledger().arrivedCount());
            vendor.finish(Duration.ofSeconds(30));
            System.out.println("answers " + vendor.statuses() + ", the slowest after "
                    + vendor.latencies().millis(1) + " ms");
            assertAll(
                    () -> assertEquals(Set.of(200), vendor.statuses().keySet(), () -> "answers " + vendor.statuses()),
                    () -> assertEquals(Map.of(), balancer.troubles()));
            Verdicts.assertExactlyOnce(scene.drained(Duration.ofSeconds(30)), EVENTS);
        }
    }

    /** Patient, so that a busy machine is not what is measured; that the usual patience is enough, MigrationLocksTest says. */
    private static ServiceSettings settings(Scene scene, Database database) {
        return scene.settings(32).database(database).set("holdfast.journal.answer-within", "3500ms");
    }

    /** As a backup does it, which holds its locks to its end. */
    private static long whileSomebodyReads(Database database, Runnable step) throws SQLException {
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select id from event limit 1");
            long from = System.nanoTime();
            step.run();
            return (System.nanoTime() - from) / 1_000_000;
        }
    }
}
