package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.journal.Database;
import dev.holdfast.vendor.pull.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every missing event is found, once, whatever a list tells: events, operations or states. */
@Execution(ExecutionMode.CONCURRENT)
class HostileListTest {
    private static final Pace SOON = new Pace(Duration.ofMillis(100), Duration.ofHours(3), null, null);
    private static final int EVENTS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.fresh();
    private final Cycles cycles = new Cycles(database);
    private final Vendor vendor = new Vendor(vertx, 7);
    private final Instant hourAgo = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));

    @AfterEach
    void close() {
        Bench.await(vertx.close());
    }

    /** One in ten was never pushed, three in a second, and between the pages some come and some go. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverAListTellsTheTenthThatWasNeverPushedIsFoundOnce(Kind kind) {
        vendor.mood((n, path) -> {
            if (path.contains("after") && n <= 20) {
                vendor.happens("evt_inserted_" + n, hourAgo.plusSeconds(n));
                vendor.forgets("evt_inserted_" + (n - 3));
            }
            return null;
        });
        try (Bench bench = new Bench(database, vendor, SOON, kind, false)) {
            for (int i = 0; i < EVENTS; i++) {
                Vendor.Happened happened = vendor.happens("evt_" + i, hourAgo.plusSeconds(i / 3));
                if (i % 10 != 4) {
                    bench.push(happened);
                }
            }
            bench.started();
            eventually("two walks are over", () -> cycles.count() >= 2);
            eventually("the list stands still", () -> vendor.asked.size() > 24);
            assertEquals(
                    EVENTS / 10,
                    database.number("select count(*) from gap g join event e on e.id = g.event_id"
                            + " where e.delivery_id not like 'evt_inserted%'"
                            + " and g.found_at < (select at from cycle order by at offset 1 limit 1)"),
                    "those that were there from the start");
            bench.assertExactlyOnce(database);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void equalTimesAcrossAPagesEdgeAreAllFound(Kind kind) {
        try (Bench bench = new Bench(database, vendor, SOON, kind, false)) {
            for (int i = 0; i < EVENTS; i++) {
                vendor.happens("evt_" + i, hourAgo);
            }
            bench.started();
            eventually("two walks are over", () -> cycles.count() >= 2);
            assertEquals(EVENTS, cycles.gapsAfterTwo());
            bench.assertExactlyOnce(database);
        }
    }
}
