package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.journal.Database;
import dev.holdfast.vendor.pull.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window that is read again, as it is ordered in the table. */
@Execution(ExecutionMode.CONCURRENT)
class BackfillTest {
    /** Rounds that begin where the source did find nothing of yesterday. */
    private static final Pace SOON = new Pace(Duration.ofMillis(100), null, null, null);

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.fresh();
    private final Vendor vendor = new Vendor(vertx, 10);
    private final Instant yesterday =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(24));

    @BeforeEach
    void fill() {
        for (int i = 0; i < 100; i++) {
            String type = i % 4 == 0 ? "parcel.sent" : "order.paid";
            vendor.happens("evt_" + i, type, yesterday.plusSeconds(i));
        }
    }

    @AfterEach
    void close() {
        Bench.await(vertx.close());
    }

    @Test
    void itReadsItsWindowCountsAndRelaysWhatWasNew() {
        try (Bench bench = new Bench(database, vendor, SOON)) {
            for (int i = 0; i < 50; i++) {
                bench.push(new Vendor.Happened("evt_" + i, "order.paid", yesterday.plusSeconds(i)));
            }
            bench.started();
            order("{}", false, null);
            eventually("finished", () -> is("state = 'finished'"));
            assertTrue(is("fetched = 100 and known = 50 and gaps = 50 and pages = 10 and calls = 10"), "counts");
            assertTrue(is("covered_to = to_at and started_at is not null and finished_at is not null"), "times");
            // The bench's vendor admits a thousand calls a second, all of them ours.
            assertTrue(is("budget_left between 900 and 1000"), "budget");
            // Of the fifty new ones, those of a type that a target wants.
            assertTrue(is("relayed = 38"), "relayed");
            eventually("relayed", () -> bench.relayed.size() == 50 + 38);
            assertEquals(50, database.number("select count(*) from gap where backfill is not null"));
        }
    }

    @Test
    void aDryRunCountsAndStoresAndRelaysNothing() {
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            order("{}", true, null);
            eventually("finished", () -> is("state = 'finished'"));
            assertTrue(is("fetched = 100 and known = 0 and gaps = 100 and relayed = 0"), "counts");
            assertEquals(0, database.number("select count(*) from event"));
            assertEquals(0, database.number("select count(*) from gap"));
            assertEquals(0, bench.relayed.size());
        }
    }

    /** As logs of attempts do. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEventThatAPageListsSeveralTimesIsCountedOnce(boolean dry) {
        for (int i = 0; i < 3; i++) {
            vendor.happens("evt_again", yesterday.plusSeconds(150));
        }
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            order("{}", dry, null);
            eventually("finished", () -> is("state = 'finished'"));
            assertTrue(is("fetched = 103 and gaps = 101 and known = 2"), "counts");
            assertTrue(is("relayed = " + (dry ? 0 : 76)), "relayed");
        }
    }

    @Test
    void onlyTheTypesThatWereAskedForAreTaken() {
        try (Bench bench = new Bench(database, vendor, SOON, Kind.EXACT, true).started()) {
            order("{parcel.*}", false, null);
            eventually("finished", () -> is("state = 'finished'"));
            assertTrue(is("fetched = 100 and gaps = 25 and known = 0"), "counts");
            assertEquals(25, database.number("select count(*) from event where type = 'parcel.sent'"));
            assertEquals(25, database.number("select count(*) from event"));
        }
    }

    @Test
    void aListIsReadAsFarBackAsItsVendorRemembers() {
        Instant oldest = yesterday.plusSeconds(50);
        // A hundredth of it is not asked for.
        Duration remembered =
                Duration.between(oldest, Instant.now()).multipliedBy(100).dividedBy(99);
        try (Bench bench =
                new Bench(database, vendor, SOON, new Reach(List.of(), Map.of("events", remembered))).started()) {
            order("{}", false, null);
            eventually("finished", () -> is("state = 'finished'"));
            assertTrue(is("fetched between 10 and 50 and gaps = fetched"), "counts");
            String end = "to=" + yesterday.plusSeconds(200).getEpochSecond();
            assertTrue(
                    vendor.asked.stream()
                            .filter(path -> path.contains(end))
                            .noneMatch(path -> path.contains("from=" + yesterday.getEpochSecond())),
                    "asked beyond what the vendor remembers");
        }
    }

    @Test
    void itEndsWhenItsCallsAreUsedUpAndSaysHowFarItCame() {
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            order("{}", false, 4L);
            eventually("failed", () -> is("state = 'failed'"));
            assertTrue(is("calls = 4 and fetched = 40 and error like '%maxCalls%'"), "counts");
        }
    }

    @Test
    void callsForDetailsCount() {
        try (Bench bench = new Bench(database, vendor, SOON, Kind.EXACT, true).started()) {
            order("{}", false, 15L);
            eventually("failed", () -> is("state = 'failed'"));
            assertTrue(is("calls = 15"), "calls");
            assertTrue(
                    vendor.asked.stream()
                                    .filter(path -> path.contains("to="
                                                    + yesterday.plusSeconds(200).getEpochSecond())
                                            || !path.contains("?"))
                                    .count()
                            <= 15,
                    "calls at the vendor");
        }
    }

    @Test
    void oneThatIsCancelledGoesNoFurther() {
        vendor.mood((n, path) -> {
            if (isOfTheWindow(path) && asked() == 3) {
                database.run("update backfill set state = 'cancelled'");
            }
            return null;
        });
        // A round that is due meanwhile would end what goes on.
        Pace rarely = new Pace(Duration.ofHours(1), null, null, null);
        try (Bench bench = new Bench(database, vendor, rarely).started()) {
            order("{}", false, null);
            eventually(
                    "the page under way is kept",
                    () -> database.number("select count(*) from gap where backfill is not null") == 30);
            assertTrue(is("state = 'cancelled' and pages = 2"), "pages");
            Bench.pause(Duration.ofMillis(400));
            assertEquals(3, asked(), "and no other is asked for");
            assertEquals(30, database.number("select count(*) from event"));
        }
    }

    @Test
    void itGoesOnWhereItWasAfterARestart() {
        vendor.takes(100);
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            order("{}", false, null);
            eventually("begun", () -> is("pages >= 3"));
        }
        vendor.takes(1);
        try (Bench bench = new Bench(database, vendor, SOON).started()) {
            eventually("finished", () -> is("state = 'finished'"));
            assertTrue(is("gaps = 100 and fetched <= 110 and known = fetched - 100"), "counts");
            assertEquals(100, database.number("select count(*) from event"));
        }
    }

    /** Calls for its window, and not a round's. */
    private long asked() {
        return vendor.asked.stream().filter(this::isOfTheWindow).count();
    }

    private boolean isOfTheWindow(String path) {
        return path.contains("to=" + yesterday.plusSeconds(200).getEpochSecond());
    }

    private void order(String types, boolean dry, Long maxCalls) {
        database.run("insert into backfill (source, from_at, to_at, types, dry_run, max_calls) select id, '" + yesterday
                + "', '" + yesterday.plusSeconds(200) + "', '" + types + "', " + dry + ", " + maxCalls
                + " from source");
    }

    private boolean is(String condition) {
        return database.number("select count(*) from backfill where " + condition) == 1;
    }
}
