package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A stop that was asked for loses nothing, repeats nothing, and ends in time. */
class GracefulStopIT {
    private static final Duration LIMIT = Duration.ofSeconds(35);
    private static final int STOPS = 2;

    @Test
    void aStopUnderLoadLosesNothingAndRepeatsNothing() {
        try (Scene scene = new Scene("graceful-stop")) {
            scene.target().delay(Duration.ofMillis(20));
            Service service = scene.service("service", scene.settings(32));
            LoadVendor vendor = scene.vendor("evt_g", 32, 300, service);
            for (int i = 0; i < STOPS; i++) {
                Patience.pause(Duration.ofMillis(1_500));
                Duration took = service.stop(LIMIT);
                System.out.println("stopped in " + took.toMillis() + " ms");
                service.start();
            }
            vendor.finish(Duration.ofSeconds(30));
            Verdicts.assertExactlyOnce(scene.drained(Duration.ofSeconds(60)), STOPS * 100);
            assertTrue(
                    Set.of(200, 503, PostLoop.NO_ANSWER)
                            .containsAll(vendor.statuses().keySet()),
                    "a vendor saw " + vendor.statuses());
        }
    }
}
