package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import dev.holdfast.journal.Database;
import dev.holdfast.vendor.pull.Kind;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReconcilerTest {
    private static final Pace SOON = new Pace(Duration.ofMillis(100), Duration.ofHours(3), null, null);

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.fresh();
    private final Vendor vendor = new Vendor(vertx, 10);
    private final Instant hourAgo = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));

    @AfterEach
    void close() {
        Bench.await(vertx.close());
    }

    @Test
    void whatNoPushToldIsFoundAndRelayedOnceAndIsAGap() {
        try (Bench bench = new Bench(database, vendor, SOON)) {
            for (int i = 0; i < 100; i++) {
                Vendor.Happened happened = vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
                if (i % 10 != 3) {
                    bench.push(happened);
                }
            }
            bench.started();
            eventually("the gaps are found", () -> gaps() == 10);
            eventually("walked twice", () -> rounds() >= 2);

            assertEquals(100, database.number("select count(*) from event"));
            assertEquals(10, database.number("select count(*) from event where origin = 1"));
            eventually("relayed", () -> bench.relayed.size() == 100);
            assertEquals(10, pulled(bench));
            assertEquals(10, gaps());
            assertEquals(1, database.number("select count(distinct hour) from gap"));
            assertEquals(
                    10, bench.meters.get("holdfast.reconcile.gaps").counter().count());
        }
    }

    @Test
    void nothingIsFetchedWhileThereIsMoreUrgentWorkAndAllOfItAfterwards() {
        for (int i = 0; i < 30; i++) {
            vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
        }
        try (Bench bench = new Bench(database, vendor, SOON)) {
            bench.makesWay = true;
            bench.started();
            Bench.pause(Duration.ofMillis(700));
            assertEquals(0, vendor.asked.size());
            bench.makesWay = false;
            eventually("found", () -> gaps() == 30);
            bench.makesWay = true;
            eventually("what was under way is over, and no round begins that was due every 100 ms", () -> {
                int asked = vendor.asked.size();
                Bench.pause(Duration.ofMillis(700));
                return asked == vendor.asked.size();
            });
        }
    }

    @Test
    void aPushThatComesAfterThePullIsADuplicateAndIsNotRelayed() {
        Vendor.Happened late = vendor.happens("evt_late", hourAgo);
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            eventually("found", () -> gaps() == 1);
            assertTrue(bench.push(late).known()[0]);
            assertEquals(1, bench.relayed.size());
        }
    }

    @Test
    void aStateThatAPushToldIsKnownAndALatePushIsRelayedAllTheSame() {
        Vendor.Happened told = vendor.happens("order_1", hourAgo);
        Vendor.Happened late = vendor.happens("order_2", hourAgo);
        try (Bench bench = new Bench(database, vendor, SOON, Kind.STATE, false)) {
            bench.push(told);
            bench.started();
            eventually("the other is found", () -> gaps() == 1);
            assertFalse(bench.push(late).known()[0]);
            eventually("relayed", () -> bench.relayed.size() == 3);
        }
    }

    @Test
    void detailsAreFetchedOnlyForWhatIsNotKnown() {
        try (Bench bench = new Bench(database, vendor, SOON, Kind.EXACT, true)) {
            for (int i = 0; i < 20; i++) {
                Vendor.Happened happened = vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
                if (i != 7) {
                    bench.push(happened);
                }
            }
            bench.started();
            eventually("found", () -> gaps() == 1);
            eventually("walked twice", () -> rounds() >= 2);
            assertEquals(
                    1, vendor.asked.stream().filter(path -> !path.contains("?")).count());
        }
    }

    @Test
    void whatIsKnownByNothingButWhatItHoldsIsOpenedAndThenKnown() {
        Vendor.Happened told = vendor.happens("order_1", hourAgo);
        vendor.happens("order_2", hourAgo);
        try (Bench bench = new Bench(database, vendor, SOON, Kind.STATE, true)) {
            bench.push(told);
            bench.started();
            eventually("the other is found", () -> gaps() == 1);
            eventually("walked twice", () -> rounds() >= 2);
            assertEquals(2, database.number("select count(*) from event"));
            assertEquals(1, gaps());
        }
    }

    @Test
    void thePlaceIsNotKeptWhileThePageIsNot() throws Exception {
        for (int i = 0; i < 30; i++) {
            vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
        }
        try (Bench bench = new Bench(database, vendor, SOON);
                Connection holder = database.connect();
                Statement held = holder.createStatement()) {
            holder.setAutoCommit(false);
            held.execute("select from lane_hold where part = 0 for update");
            bench.started();
            eventually("the page was asked for", () -> !vendor.asked.isEmpty());
            Bench.pause(Duration.ofMillis(700));
            assertEquals(0, database.number("select count(*) from event"));
            assertEquals(0, database.number("select coalesce(sum(pages), 0) from list_cursor"));
            holder.rollback();
            eventually("all are found", () -> gaps() == 30);
        }
    }

    @Test
    void aRunnerWhoseSourceWasTakenOverKeepsNothing() {
        for (int i = 0; i < 30; i++) {
            vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
        }
        vendor.mood((n, path) -> {
            if (n == 2) {
                database.run("update runner set epoch = epoch + 1, owner = gen_random_uuid(),"
                        + " lease_until = now() + interval '1 hour'");
            }
            return null;
        });
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            // What it appends all the same is counted by whoever is next.
            eventually("the second page is appended", () -> database.number("select count(*) from event") == 20);
            Bench.pause(Duration.ofMillis(800));
            assertEquals(2, vendor.asked.size(), "and no other is asked for");
            assertEquals(1, database.number("select pages from list_cursor"));
            assertEquals(10, gaps());
            assertEquals(20, database.number("select count(*) from event"));
            database.run("update runner set lease_until = now()");
            eventually("all are found", () -> gaps() == 30);
            eventually("relayed", () -> bench.relayed.size() == 30);
        }
    }

    @Test
    void aPageThatWasAppendedAndNotKeptIsReadAgainAndItsGapsAreCountedOnce() {
        for (int i = 0; i < 30; i++) {
            vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
        }
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            eventually("all are found", () -> gaps() == 30);
        }
        // As after a kill between the append and the keeping of the last page.
        database.run("delete from gap where event_id in (select event_id from gap order by event_id limit 10)");
        database.run("update list_cursor set covered = null, walk = null; update runner set due_at = now()");
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            eventually("counted again", () -> gaps() == 30);
            assertEquals(30, database.number("select count(*) from event"));
            assertEquals(0, bench.relayed.size());
        }
    }

    @Test
    void aPushThatComesLateMarksItsGap() {
        Vendor.Happened late = vendor.happens("order_1", hourAgo);
        vendor.happens("order_2", hourAgo);
        try (Bench bench = new Bench(database, vendor, SOON, Kind.STATE, false).started()) {
            eventually("found", () -> gaps() == 2);
            bench.push(late);
            eventually(
                    "marked", () -> database.number("select count(*) from gap where filled_late_at is not null") == 1);
            eventually("noted", () -> database.number("select count(*) from source_newest") == 2);
        }
    }

    @Test
    void aPushOfAnEventThatWasPulledMarksItsGapToo() {
        Vendor.Happened late = vendor.happens("evt_1", hourAgo);
        vendor.happens("evt_2", hourAgo);
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            eventually("found", () -> gaps() == 2);
            assertTrue(bench.push(late).known()[0]);
            eventually(
                    "marked", () -> database.number("select count(*) from gap where filled_late_at is not null") == 1);
        }
    }

    @Test
    void withoutALookBackWhatWasBeforeTheSourceIsNobodysGap() {
        vendor.happens("evt_before", hourAgo);
        Pace soon = new Pace(Duration.ofMillis(100), null, null, null);
        try (Bench bench = new Bench(database, vendor, soon).started()) {
            vendor.happens("evt_after", Instant.now());
            eventually("found", () -> gaps() == 1);
            eventually("relayed", () -> bench.relayed.size() == 1);
            assertEquals("evt_after", bench.relayed.peek().event().item().deliveryId());
        }
    }

    private long gaps() {
        return database.number("select count(*) from gap");
    }

    /** Walks that came to their end. */
    private long rounds() {
        return vendor.asked.stream()
                .filter(path -> path.contains("?") && !path.contains("after"))
                .count();
    }

    private static long pulled(Bench bench) {
        return bench.relayed.stream()
                .filter(message -> message.event().origin() == Origin.PULL)
                .count();
    }
}
