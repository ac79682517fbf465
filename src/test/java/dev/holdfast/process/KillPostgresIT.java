package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A configured PostgreSQL is killed under load and comes back; the service is never restarted. */
class KillPostgresIT {
    private static final int RATE = 300;
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration LAST_ANSWERS = Duration.ofMillis(200);

    @Test
    void nothingIsAcknowledgedWithoutTheDatabaseAndNothingAcknowledgedIsLost() {
        Rounds rounds = Rounds.orElse(10);
        try (Scene scene = new Scene("kill-postgres")) {
            Postgres postgres = scene.postgres();
            Service service = scene.service("service", scene.settings(32).database(postgres.database()));
            long pid = service.pid();
            LoadVendor vendor = scene.vendor("evt_p", 32, RATE, service);
            for (int round = 0; round < rounds.count(); round++) {
                Patience.pause(rounds.between(300, 2_500));
                postgres.kill();
                nothingIsAcknowledged(scene, service, round);
                postgres.start();
                Duration back = Probe.untilStored(scene, service, "evt_b" + round + "_", Duration.ofSeconds(10));
                System.out.println("acknowledges again after " + back.toMillis() + " ms");
            }
            assertEquals(pid, service.pid());
            assertTrue(service.isAlive(), "the service outlives its database");
            vendor.finish(Duration.ofSeconds(30));
            Verdicts.assertNothingLost(scene.drained(Duration.ofSeconds(60)), rounds.count() * 50);
            vendor.statuses()
                    .keySet()
                    .forEach(status -> assertTrue(
                            status == 200 || status == 503 || status == PostLoop.NO_ANSWER, "answered " + status));
        }
    }

    /** What was committed before the kill may still be on its way to the vendor, which goes on posting all the time. */
    private static void awaitLastAnswers(Scene scene) {
        Patience.await(
                Duration.ofSeconds(10),
                () -> {
                    int before = scene.ledger().ackedCount();
                    Patience.pause(LAST_ANSWERS);
                    return before == scene.ledger().ackedCount();
                },
                () -> "a while without an acknowledgement");
    }

    private static void nothingIsAcknowledged(Scene scene, Service service, int round) {
        awaitLastAnswers(scene);
        int before = scene.ledger().ackedCount();
        for (int i = 0; i < 3; i++) {
            Probe probe = Probe.post(scene, service, "evt_d" + round + "_" + i);
            assertEquals(503, probe.status(), "while the database is down");
            assertTrue(probe.took().compareTo(ANSWER) < 0, "took " + probe.took());
            assertTrue(probe.retryAfter().isPresent(), "Retry-After");
        }
        assertEquals(before, scene.ledger().ackedCount(), "acknowledged without a database");
    }
}
