package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service with its embedded database is killed under load, again and again, and starts again on what is left. */
class KillServiceIT {
    private static final int IN_FLIGHT = 32;
    private static final int RATE = 300;

    @Test
    void nothingAcknowledgedIsLostAndDuplicatesAreBounded() {
        Rounds rounds = Rounds.orElse(4);
        try (Scene scene = new Scene("kill-service")) {
            scene.target().failFirstAttempts(2);
            Service service = scene.service("service", scene.settings(IN_FLIGHT));
            LoadVendor vendor = scene.vendor("evt_k", 32, RATE, service);
            List<Long> kills = new ArrayList<>();
            for (int round = 0; round < rounds.count(); round++) {
                Patience.pause(rounds.between(200, 4_000));
                service.kill();
                kills.add(System.nanoTime());
                service.start();
            }
            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            System.out.println("duplicated by each kill: "
                    + verdict.duplicatedBefore(kills).values() + ", answers " + vendor.statuses());
            Verdicts.assertNothingLost(verdict, rounds.count() * 100);
            assertAll(verdict.duplicatedBefore(kills).entrySet().stream()
                    .map(round -> () -> assertTrue(
                            round.getValue()
                                    <= (round.getKey() == Long.MAX_VALUE ? 0 : IN_FLIGHT + Verdicts.SETTLE_BATCH),
                            "duplicated by one kill: " + round.getValue())));
        }
    }
}
