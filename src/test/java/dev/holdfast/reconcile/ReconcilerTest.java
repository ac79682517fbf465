package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import dev.holdfast.journal.Database;
import dev.holdfast.vendor.pull.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final Pace SOON = new Pace(Duration.ofSeconds(1), Duration.ofHours(2), null, null);

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
            assertEquals(100, bench.relayed.size());
            assertEquals(10, pulled(bench));
            assertEquals(10, gaps());
            assertEquals(1, database.number("select count(distinct hour) from gap"));
            assertEquals(
                    10, bench.meters.get("holdfast.reconcile.gaps").counter().count());
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
            assertEquals(3, bench.relayed.size());
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
