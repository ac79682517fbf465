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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every missing event is found, once, whatever the vendor's list does. */
@Execution(ExecutionMode.CONCURRENT)
class HostileVendorTest {
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

    @Test
    void throttledFailingAndCutOffAnswersCostTimeAndNothingElse() {
        Duration alone = Duration.ofMillis(300);
        AtomicLong notBefore = new AtomicLong(System.nanoTime());
        Queue<Integer> tooEarly = new ConcurrentLinkedQueue<>();
        vendor.mood((n, path) -> {
            if (System.nanoTime() - notBefore.get() < 0) {
                tooEarly.add(n);
            }
            if (n > 32) {
                return null;
            }
            return switch (n % 8) {
                case 1 -> {
                    notBefore.set(System.nanoTime() + alone.toNanos());
                    yield new Answer(429, Map.of("Retry-After", List.of("300")), new byte[0], Instant.EPOCH);
                }
                case 2 -> Vendor.answer(429, "");
                case 3 -> Vendor.answer(500, "");
                case 4 -> Vendor.answer(0, "");
                case 6 -> Vendor.answer(200, "evt_1 order.pa");
                default -> null;
            };
        });
        findsAllOnce(0);
        assertEquals(List.of(), List.copyOf(tooEarly), "calls within a Retry-After");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenThatExpiresInTheMiddleOfAPageOrAfterItIsRenewedOnce(boolean details) {
        vendor.guards();
        int expires = details ? 4 : 2;
        vendor.mood((n, path) -> {
            if (n == expires) {
                vendor.expires();
            }
            return null;
        });
        try (Bench bench = new Bench(database, vendor, SOON, Kind.EXACT, details, Bench.TOKENS)) {
            for (int i = 0; i < 20; i++) {
                vendor.happens("evt_" + i, hourAgo.plusSeconds(i));
            }
            bench.started();
            foundWithinTwoCycles(20);
            bench.assertExactlyOnce(database);
            assertEquals(2, vendor.renewals(), "the first token, and the one after it");
        }
    }

    @Test
    void eventsThatComeAndGoBetweenThePagesDoNotHideOthers() {
        vendor.mood((n, path) -> {
            if (path.contains("after") && n <= 40) {
                vendor.happens("evt_inserted_" + n, hourAgo.plusSeconds(n * 3));
                vendor.forgets("evt_inserted_" + (n - 5));
            }
            return null;
        });
        try (Bench bench = half(SOON)) {
            bench.started();
            eventually("two walks are over", () -> cycles.count() >= 2);
            assertEquals(
                    EVENTS / 2,
                    database.number("select count(*) from gap g join event e on e.id = g.event_id"
                            + " where e.delivery_id not like 'evt_inserted%'"
                            + " and g.found_at < (select at from cycle order by at offset 1 limit 1)"),
                    "those that were there from the start");
            bench.assertExactlyOnce(database);
        }
    }

    @Test
    void eventsThatHappenBetweenThePagesAreFoundByTheNextWalk() {
        Queue<Instant> happened = new ConcurrentLinkedQueue<>();
        vendor.mood((n, path) -> {
            if (path.contains("after") && n <= 8) {
                happened.add(vendor.happens("evt_new_" + n, Instant.now()).at());
            }
            return null;
        });
        Pace pace = new Pace(Duration.ofMillis(100), Duration.ofHours(3), Duration.ofSeconds(5), Duration.ZERO);
        try (Bench bench = half(pace)) {
            bench.started();
            eventually("the first walk is over", () -> cycles.count() >= 1);
            Instant last = Instant.now();
            assertTrue(happened.size() >= 5, "some happened in it");
            eventually("all are found", () -> gaps() == EVENTS / 2 + happened.size());
            assertTrue(cycles.beforeTheLastGap(last) <= 1, "found by the second walk after they happened");
            bench.assertExactlyOnce(database);
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
            if (cycles.count() > 0) {
                return null;
            }
            // The same page again and again, with the same cursor.
            return first.computeIfAbsent(
                    1,
                    k -> Vendor.answer(200, vendor.happens("evt_again", hourAgo).line() + "\nmore"));
        });
        findsAllOnce(1);
        eventually(
                "and forgets the error",
                () -> database.number("select count(*) from list_cursor where error is null") == 1);
    }

    @Test
    void aClockThatIsMinutesBehindLosesNothing() {
        Pace pace = new Pace(Duration.ofMillis(100), Duration.ofHours(3), Duration.ofSeconds(5), Duration.ZERO);
        try (Bench bench = new Bench(database, vendor, pace).started()) {
            for (int i = 0; i < 6; i++) {
                Instant theirs = Instant.now().minus(Duration.ofMinutes(7));
                vendor.happens("evt_" + i, theirs);
                Instant happened = Instant.now();
                int found = i + 1;
                eventually("found, though stamped long ago", () -> gaps() == found);
                assertTrue(cycles.beforeTheLastGap(happened) <= 1, "found by the second walk after it happened");
            }
            bench.assertExactlyOnce(database);
        }
    }

    @Test
    void whatShowsOnlySecondsLaterIsFoundAllTheSame() {
        Pace pace = new Pace(Duration.ofMillis(100), Duration.ofHours(3), Duration.ofSeconds(15), Duration.ZERO);
        try (Bench bench = new Bench(database, vendor, pace).started()) {
            vendor.happens("evt_now", Instant.now());
            eventually("the visible one", () -> gaps() == 1);
            vendor.happens("evt_hidden", Instant.now().minusSeconds(10));
            Instant shown = Instant.now();
            eventually("the one that was not", () -> gaps() == 2);
            assertTrue(cycles.beforeTheLastGap(shown) <= 1, "found by the second walk after it showed");
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
            bench.assertExactlyOnce(database);
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
            foundWithinTwoCycles(20);
            Set<String> answered = new HashSet<>();
            int n = 0;
            for (String path : vendor.asked) {
                n++;
                assertTrue(path.contains("?") || n % 4 == 0 || answered.add(path), "asked twice: " + path);
            }
            bench.assertExactlyOnce(database);
        }
    }

    private void findsAllOnce(int more) {
        try (Bench bench = half(SOON)) {
            bench.started();
            foundWithinTwoCycles(EVENTS / 2 + more);
            bench.assertExactlyOnce(database);
        }
    }

    private void foundWithinTwoCycles(int gaps) {
        eventually("two walks are over", () -> cycles.count() >= 2);
        assertEquals(gaps, cycles.gapsAfterTwo());
        assertEquals(gaps, gaps());
    }

    /** Every other event is pushed. */
    private Bench half(Pace pace) {
        Bench bench = new Bench(database, vendor, pace);
        for (int i = 0; i < EVENTS; i++) {
            Vendor.Happened happened = vendor.happens("evt_" + i, hourAgo.plusSeconds(i * 60L));
            if (i % 2 == 0) {
                bench.push(happened);
            }
        }
        return bench;
    }

    private long stored() {
        return database.number("select count(*) from event");
    }

    private long gaps() {
        return database.number("select count(*) from gap");
    }
}
