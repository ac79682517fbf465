package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replica after replica is asked to end and comes back, while vendors that never try again post: not one of them notices.
 *
 * <p>One vendor's requests are spread one by one, as an ingress does it. The others keep one connection each, which a
 * Kubernetes service leaves where it was: a replica that leaves has to ask them to connect again.
 */
@Tag("long")
class RollingRestartIT {
    private static final int REPLICAS = 3;
    private static final int RATE = 60;
    private static final int FAITHFUL_RATE = 20;
    private static final Duration LIMIT = Duration.ofSeconds(35);

    @Test
    void noVendorNotices() {
        Rounds rounds = Rounds.orElse(1);
        try (Scene scene = new Scene("rolling-restart")) {
            Postgres postgres = scene.postgres();
            scene.target().delay(Duration.ofMillis(20));
            List<Service> replicas =
                    scene.replicas(REPLICAS, i -> scene.settings(32).database(postgres.database()));
            Balancer balancer = scene.balancer(replicas);
            List<LoadVendor> vendors = new ArrayList<>();
            vendors.add(scene.vendor("evt_r", 16, RATE, balancer.forRequests()));
            for (int i = 0; i < REPLICAS; i++) {
                vendors.add(scene.vendor("evt_c" + i, 1, FAITHFUL_RATE, balancer.forConnections()));
            }
            long longest = 0;
            for (int round = 0; round < rounds.count(); round++) {
                for (Service replica : replicas) {
                    balancer.ready().await(REPLICAS, Duration.ofSeconds(10));
                    Patience.pause(rounds.between(0, 500));
                    longest = Math.max(longest, replica.stop(LIMIT).toMillis());
                    replica.start();
                }
                System.out.println("rolled " + (round + 1) + " times; by request "
                        + vendors.get(0).statuses() + ", cut " + balancer.cut() + ", " + balancer.troubles());
            }
            vendors.forEach(vendor -> vendor.finish(Duration.ofSeconds(30)));
            Verdict verdict = scene.drained(Duration.ofSeconds(30));
            System.out.println(rounds.count() * REPLICAS + " stops, the longest took " + longest + " ms; answers "
                    + vendors.stream().map(LoadVendor::statuses).toList() + ", the slowest after "
                    + vendors.stream()
                            .mapToDouble(vendor -> vendor.latencies().millis(1))
                            .max()
                            .orElseThrow() + " ms");
            assertAll(
                    () -> assertEquals(Map.of(), balancer.troubles(), "what the balancer met"),
                    () -> assertEquals(0, balancer.cut(), "connections cut under a vendor"),
                    () -> vendors.forEach(vendor ->
                            assertEquals(Set.of(200), vendor.statuses().keySet())));
            Verdicts.assertExactlyOnce(verdict, rounds.count() * REPLICAS * RATE);
        }
    }
}
