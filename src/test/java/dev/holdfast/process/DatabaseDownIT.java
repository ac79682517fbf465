package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that is away, and one that hangs: the vendor is told so in time, and nothing is stored twice. */
class DatabaseDownIT {
    private static final Duration ANSWER = Duration.ofSeconds(2);

    @Test
    void aDatabaseThatIsAwayMakesTheServiceUnreadyUntilItIsBack() {
        try (Scene scene = new Scene("database-away")) {
            Postgres postgres = scene.postgres();
            Service service = scene.service("service", scene.settings(32).database(postgres.database()));
            assertEquals(200, Probe.post(scene, service, "evt_before").status());
            postgres.kill();
            Patience.await(Duration.ofSeconds(15), () -> !service.isReady(), () -> "unready");
            assertRefusedInTime(scene, service, "evt_during");
            assertTrue(service.isAlive());
            postgres.start();
            Probe.untilStored(scene, service, "evt_after_", Duration.ofSeconds(10));
            Patience.await(Duration.ofSeconds(15), service::isReady, () -> "ready again");
            Verdicts.assertExactlyOnce(scene.drained(Duration.ofSeconds(30)), 2);
        }
    }

    @Test
    void aDatabaseThatHangsIsAnsweredForInTimeAndTheSameEventIsStoredOnceLater() {
        try (Scene scene = new Scene("database-hangs")) {
            Postgres postgres = scene.postgres();
            Service service = scene.service("service", scene.settings(32).database(postgres.database()));
            assertEquals(200, Probe.post(scene, service, "evt_before").status());
            List<Long> frozen = postgres.freeze();
            try {
                for (int i = 0; i < 3; i++) {
                    assertRefusedInTime(scene, service, "evt_hang" + i);
                }
            } finally {
                frozen.forEach(Signal.CONT::to);
            }
            Probe.untilStored(scene, service, "evt_after_", Duration.ofSeconds(15));
            for (int i = 0; i < 3; i++) {
                assertEquals(200, Probe.post(scene, service, "evt_hang" + i).status(), "the vendor's retry");
            }
            Verdicts.assertExactlyOnce(scene.drained(Duration.ofSeconds(30)), 5);
        }
    }

    private static void assertRefusedInTime(Scene scene, Service service, String id) {
        Probe probe = Probe.post(scene, service, id);
        assertEquals(503, probe.status());
        assertTrue(probe.took().compareTo(ANSWER) <= 0, "took " + probe.took());
        assertTrue(probe.retryAfter().isPresent(), "Retry-After");
    }
}
