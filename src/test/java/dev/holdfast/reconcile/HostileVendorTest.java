package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.journal.Database;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every missing event is found, once, whatever the vendor's list does. */
class HostileVendorTest {
    private static final Pace SOON = new Pace(Duration.ofSeconds(1), Duration.ofHours(3), null, null);
    private static final int EVENTS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.fresh();
    private final Vendor vendor = new Vendor(vertx, 7);
    private final Instant hourAgo = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));

    @AfterEach
    void close() {
        Bench.await(vertx.close());
    }

    @Test
    void throttledFailingAndCutOffAnswersCostTimeAndNothingElse() {
        vendor.mood((n, path) -> switch (n % 8) {
            case 1 -> new Answer(429, Map.of("Retry-After", List.of("20")), new byte[0], Instant.EPOCH);
            case 3 -> Vendor.answer(500, "");
            case 4 -> Vendor.answer(0, "");
            case 6 -> Vendor.answer(200, "evt_1 order.pa");
            default -> null;
        });
        findsAllOnce(0);
    }

    @Test
    void eventsThatComeAndGoBetweenThePagesDoNotHideOthers() {
        vendor.mood((n, path) -> {
            if (path.contains("after")) {
                vendor.happens("evt_inserted_" + n, hourAgo.plusSeconds(n * 3));
                vendor.forgets("evt_inserted_" + (n - 5));
            }
            return n > 40 ? Vendor.answer(200, "end") : null;
        });
        try (Bench bench = half()) {
            bench.started();
            eventually("all that stayed are found", () -> stored() >= EVENTS);
            assertExactlyOnce(bench);
        }
    }

    @Test
    void aForgottenCursorBeginsTheStretchAgain() {
        vendor.mood((n, path) -> path.contains("after") && n % 5 == 4 && n < 20 ? Vendor.answer(410, "") : null);
        findsAllOnce(0);
    }

    @Test
    void aCursorThatGoesRoundInACircleEndsTheWalkAndTheNextRoundFindsAll() {
        Map<Integer, Answer> first = new ConcurrentHashMap<>();
        vendor.mood((n, path) -> {
            if (n > 6) {
                return null;
            }
            // The same page again and again, with the same cursor.
            return first.computeIfAbsent(
                    1,
                    k -> Vendor.answer(200, vendor.happens("evt_again", hourAgo).line() + "\nmore"));
        });
        findsAllOnce(1);
        assertTrue(
                database.number("select count(*) from list_cursor where error is null") == 1, "and forgets the error");
    }

    @Test
    void equalTimesAcrossAPagesEdgeAreAllFound() {
        try (Bench bench = new Bench(database, vendor, SOON)) {
            for (int i = 0; i < EVENTS; i++) {
                vendor.happens("evt_" + i, hourAgo);
            }
            bench.started();
            eventually("all are found", () -> gaps() == EVENTS);
            assertExactlyOnce(bench);
        }
    }

    @Test
    void aClockThatIsMinutesBehindLosesNothing() {
        Pace pace = new Pace(Duration.ofSeconds(1), Duration.ofHours(3), Duration.ofSeconds(5), Duration.ZERO);
        try (Bench bench = new Bench(database, vendor, pace).started()) {
            for (int i = 0; i < 6; i++) {
                Instant theirs = Instant.now().minus(Duration.ofMinutes(7));
                vendor.happens("evt_" + i, theirs);
                int found = i + 1;
                eventually("found, though stamped long ago", () -> gaps() == found);
            }
            assertExactlyOnce(bench);
        }
    }

    @Test
    void whatShowsOnlySecondsLaterIsFoundAllTheSame() {
        Pace pace = new Pace(Duration.ofSeconds(1), Duration.ofHours(3), Duration.ofSeconds(15), Duration.ZERO);
        try (Bench bench = new Bench(database, vendor, pace).started()) {
            vendor.happens("evt_now", Instant.now());
            eventually("the visible one", () -> gaps() == 1);
            vendor.happens("evt_hidden", Instant.now().minusSeconds(10));
            eventually("the one that was not", () -> gaps() == 2);
        }
    }

    @Test
    void pushesInTheMiddleOfThePullAreRelayedOnce() {
        Set<String> pushed = ConcurrentHashMap.newKeySet();
        try (Bench bench = new Bench(database, vendor, SOON)) {
            vendor.mood((n, path) -> {
                int i = n % EVENTS;
                if (pushed.add("evt_" + i)) {
                    vertx.executeBlocking(() ->
                            bench.push(new Vendor.Happened("evt_" + i, "order.paid", hourAgo.plusSeconds(i * 60L))));
                }
                return null;
            });
            for (int i = 0; i < EVENTS; i++) {
                vendor.happens("evt_" + i, hourAgo.plusSeconds(i * 60L));
            }
            bench.started();
            eventually("all are there", () -> stored() == EVENTS);
            eventually("some were pushed", () -> pushed.size() > 8);
            assertExactlyOnce(bench);
        }
    }

    @Test
    void aDetailThatFailsInTheMiddleOfAPageIsAskedForAgainAndNoOther() {
        vendor.mood((n, path) -> !path.contains("?") && n % 4 == 0 ? Vendor.answer(500, "") : null);
        try (Bench bench = new Bench(database, vendor, SOON, Kind.EXACT, true)) {
            for (int i = 0; i < 20; i++) {
                vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
            }
            bench.started();
            eventually("all are found", () -> gaps() == 20);
            Set<String> answered = new HashSet<>();
            int n = 0;
            for (String path : vendor.asked) {
                n++;
                assertTrue(path.contains("?") || n % 4 == 0 || answered.add(path), "asked twice: " + path);
            }
            assertExactlyOnce(bench);
        }
    }

    private void findsAllOnce(int more) {
        try (Bench bench = half()) {
            bench.started();
            eventually("all are found", () -> gaps() == EVENTS / 2 + more);
            eventually(
                    "and a round later",
                    () -> database.number("select count(*) from list_cursor where walk is null") == 1);
            assertExactlyOnce(bench);
        }
    }

    /** Every other event is pushed. */
    private Bench half() {
        Bench bench = new Bench(database, vendor, SOON);
        for (int i = 0; i < EVENTS; i++) {
            Vendor.Happened happened = vendor.happens("evt_" + i, hourAgo.plusSeconds(i * 60L));
            if (i % 2 == 0) {
                bench.push(happened);
            }
        }
        return bench;
    }

    private void assertExactlyOnce(Bench bench) {
        eventually("relayed", () -> bench.relayed.size() >= stored());
        Set<String> seen = new HashSet<>();
        bench.relayed.forEach(message -> assertTrue(
                seen.add(message.event().item().deliveryId()),
                "relayed twice: " + message.event().item().deliveryId()));
        assertEquals(stored(), seen.size());
        assertEquals(gaps(), database.number("select count(*) from event where origin = 1"));
    }

    private long stored() {
        return database.number("select count(*) from event");
    }

    private long gaps() {
        return database.number("select count(*) from gap");
    }
}
