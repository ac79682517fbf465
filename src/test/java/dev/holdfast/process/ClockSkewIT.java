package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replicas whose clocks are twenty minutes apart: leases, retries and adoption are as if they all went right. */
@Tag("long")
class ClockSkewIT {
    /** Each replica's clock; vendors of the second and third sign by it, since signatures grow old. */
    private static final List<Duration> AHEAD = List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(-10));

    /** Few enough for the breaker to stay closed. */
    private static final int FAIL_PERCENT = 5;

    private static final Duration LEASE = Duration.ofSeconds(6);

    /** The schedule's first delay, less and more a fifth; more again for the promotion's beat and a busy machine. */
    private static final Duration EARLIEST = Duration.ofSeconds(4);

    private static final Duration LATEST = Duration.ofSeconds(6 + 3);

    @Test
    void clocksThatAreTenMinutesOffChangeNothing() {
        Optional<FakeTime> faketime = FakeTime.ofThisMachine();
        assumeTrue(faketime.isPresent(), "skipped: there is no libfaketime here (apt-get install faketime)");
        try (Scene scene = new Scene("clock-skew")) {
            Database database = scene.postgres().database();
            scene.target().failFirstAttempts(FAIL_PERCENT);
            List<Service> replicas = scene.replicas(
                    AHEAD.size(), i -> faketime.get().shift(scene.settings(32).database(database), AHEAD.get(i)));
            assertEquals(401, Probe.post(scene, replicas.get(1), "evt_probe").status(), "the shifted clock is shifted");
            List<LoadVendor> vendors = IntStream.range(0, AHEAD.size())
                    .mapToObj(i -> scene.vendor(
                            scene.signer(AHEAD.get(i)),
                            "evt_s" + i,
                            8,
                            40,
                            List.of(replicas.get(i).address())))
                    .toList();
            Patience.pause(LEASE.plusSeconds(4));
            assertEquals(
                    AHEAD.size(),
                    database.number("select sum(epoch) from lane"),
                    "no lane was taken from anybody who lives");
            vendors.forEach(LoadVendor::quiet);
            Set<String> waiting = scene.ledger().verdict().lost();
            replicas.get(1).kill();
            Patience.await(
                    LEASE.plus(LATEST).plus(LATEST), // taken over, refused for the first time, tried again
                    () -> scene.ledger().verdict().delivered().containsAll(waiting),
                    () -> "adopted from the replica whose clock is ahead");
            vendors.forEach(vendor -> vendor.close());
            Verdict verdict = scene.drained(Duration.ofSeconds(30));
            assertAll(IntStream.range(0, AHEAD.size()).mapToObj(i -> () -> assertRetries(scene, "evt_s" + i, i == 1)));
            Verdicts.assertNothingLost(verdict, 600);
            assertTrue(
                    verdict.extra() <= 32 + Verdicts.SETTLE_BATCH,
                    () -> "sent and not settled at the kill: " + verdict.extra());
        }
    }

    /** Of the killed one only those count that it made itself: an adopter is later. */
    private static void assertRetries(Scene scene, String prefix, boolean killed) {
        List<Duration> waits = scene.ledger().retriesAfter(prefix);
        Duration shortest = waits.stream().min(Duration::compareTo).orElseThrow();
        Duration longest = waits.stream().max(Duration::compareTo).orElseThrow();
        System.out.println(prefix + ": " + waits.size() + " retries after " + shortest.toMillis() + " to "
                + longest.toMillis() + " ms");
        assertTrue(waits.size() >= 5, () -> "too few retries to prove anything: " + waits.size());
        assertTrue(shortest.compareTo(EARLIEST) >= 0, () -> prefix + " too early: " + shortest);
        assertTrue(
                longest.compareTo(killed ? LATEST.plus(LEASE) : LATEST) <= 0, () -> prefix + " too late: " + longest);
    }
}
