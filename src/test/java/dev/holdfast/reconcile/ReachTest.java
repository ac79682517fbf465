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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                            "select count(*) from list_cursor where hole_to - hole_from between interval '15 days 7 hours'"
                                    + " and interval '15 days 8 hours' and hole_from < now() - interval '44 days'"));
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

    /** Most vendors take no question about what they have forgotten, by a second or by a day. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsAskedBeyondTheVendorsMemoryHoweverLongTheCallIsUnderWay(boolean isBackfill) {
        Duration remembered = Duration.ofDays(30);
        vendor.mood((n, path) -> {
            Instant from = Instant.ofEpochSecond(Long.parseLong(path.replaceAll(".*from=([0-9]+).*", "$1")));
            return from.isBefore(Instant.now().minus(remembered)) ? Vendor.answer(400, "") : null;
        });
        Pace pace = new Pace(Duration.ofMillis(100), isBackfill ? null : Duration.ofDays(40), null, null);
        try (Bench bench = new Bench(database, vendor, pace).started()) {
            if (isBackfill) {
                database.run("insert into backfill (source, from_at, to_at, types, dry_run) select id,"
                        + " now() - interval '40 days', now() - interval '1 day', '{}', false from source");
            }
            eventually(
                    "read",
                    () -> database.number(
                                    isBackfill
                                            ? "select count(*) from backfill where state = 'finished'"
                                            : "select count(*) from list_cursor where covered is not null")
                            == 1);
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
