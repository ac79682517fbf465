package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.event.TypePattern;
import dev.holdfast.journal.Database;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a source wants of a vendor's lists, and how far back they go. */
@Execution(ExecutionMode.CONCURRENT)
class ReachTest {
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
    void whatIsOfNoTypeThatWasSubscribedToIsNobodysGap() {
        Reach orders = new Reach(List.of(new TypePattern("order.*")), Map.of());
        try (Bench bench = new Bench(database, vendor, SOON, orders)) {
            for (int i = 0; i < 20; i++) {
                vendor.happens("evt_" + i, i % 2 == 0 ? "order.paid" : "parcel.sent", hourAgo.plusSeconds(i));
            }
            bench.started();
            eventually("walked twice", () -> rounds() >= 2);
            assertEquals(10, gaps());
            assertEquals(10, database.number("select count(*) from event where type = 'order.paid'"));
            assertEquals(10, database.number("select count(*) from event"));
        }
    }

    @Test
    void whatTheVendorForgotBeforeItWasReadIsKeptCountedAndSeenComing() {
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            eventually("read", () -> rounds() >= 1);
        }
        database.run("update list_cursor set covered = now() - interval '45 days', walk = null");
        try (Bench bench = new Bench(database, vendor, SOON)) {
            bench.makesWay = true;
            bench.started();
            eventually(
                    "45 of 30 days",
                    () -> bench.meters.find("holdfast.reconcile.lookback.used.ratio").gauges().stream()
                            .anyMatch(gauge -> Math.abs(gauge.value() - 1.5) < 0.01));
            bench.makesWay = false;
            eventually(
                    "read on",
                    () -> database.number("select count(*) from list_cursor where covered > now() - interval '2 hours'")
                            == 1);
            assertEquals(
                    1,
                    database.number(
                            "select count(*) from list_cursor where hole_to - hole_from between interval '14 days' and"
                                    + " interval '15 days 1 minute' and hole_from < now() - interval '44 days'"));
            eventually(
                    "counted",
                    () -> bench.meters.get("holdfast.reconcile.holes").counter().count() == 1);
            eventually(
                    "hardly any",
                    () -> bench.meters
                                    .get("holdfast.reconcile.lookback.used.ratio")
                                    .gauge()
                                    .value()
                            < 0.01);
        }
    }

    private long gaps() {
        return database.number("select count(*) from gap");
    }

    private long rounds() {
        return vendor.asked.stream()
                .filter(path -> path.contains("?") && !path.contains("after"))
                .count();
    }
}
