package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two targets of one source: one falls silent, the other must not notice. */
class SlowTargetIT {
    private static final int RATE = 200;
    private static final Duration WARM = Duration.ofSeconds(3);
    private static final Duration PHASE = Duration.ofSeconds(6);
    private static final double SHARE = 0.99;

    /** Far below the silent one's timeout, for which its neighbour would wait; far above what tests beside it do. */
    private static final double NOISE_MILLIS = 1_000;

    @Test
    void aSilentTargetDoesNotSlowTheOther() {
        try (Scene scene = new Scene("slow-target")) {
            LedgerTarget other = scene.anotherTarget();
            ServiceSettings settings = new ServiceSettings()
                    .stripe(Scene.SOURCE, Scene.SECRET)
                    .target("good", scene.target().url(), ", max-in-flight: 32")
                    .target("bad", other.url(), ", max-in-flight: 32, timeout: 5s")
                    .route(Scene.SOURCE, "good", "bad");
            Service service = scene.service("service", settings);
            LoadVendor vendor = scene.vendor("evt_s", 16, RATE, service);
            Patience.pause(WARM);
            double both = phase(scene);
            other.mood(LedgerTarget.Mood.SILENT);
            double alone = phase(scene);
            vendor.finish(Duration.ofSeconds(20));
            System.out.printf(
                    "p99 to the good target: %.1f ms with both well, %.1f ms beside a silent one%n", both, alone);
            assertTrue(alone <= 2 * both + NOISE_MILLIS, "p99 went from " + both + " to " + alone + " ms");
            Verdicts.assertExactlyOnce(scene.drained(Duration.ofSeconds(30)), RATE);
        }
    }

    private static double phase(Scene scene) {
        long from = System.nanoTime();
        Patience.pause(PHASE);
        return scene.ledger().relayLatencies(from).millis(SHARE);
    }
}
