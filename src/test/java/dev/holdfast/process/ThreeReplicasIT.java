package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Three services on one database: nothing is told twice, and the others do the work of one that dies. */
class ThreeReplicasIT {
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 64;
    private static final int DELIVERIES = 300;
    private static final int WAITING = 300;

    /** The lease of six seconds, the look-around of another replica, and what a busy machine needs. */
    private static final Duration ADOPTED = Duration.ofSeconds(6 + 2 + 4);

    @Test
    void aDeliveryPostedByManyToAllIsStoredAndRelayedOnce() {
        try (Scene scene = new Scene("same-delivery")) {
            Postgres postgres = scene.postgres();
            List<Service> replicas =
                    scene.replicas(REPLICAS, i -> scene.settings(16).database(postgres.database()));
            List<InetSocketAddress> addresses =
                    replicas.stream().map(Service::address).toList();
            Chorus chorus = new Chorus(scene.ledger(), scene.signer(), CLIENTS, DELIVERIES);
            try (PostLoop loop = PostLoop.start(addresses, CLIENTS, Duration.ofSeconds(20), chorus)) {
                chorus.await(Duration.ofSeconds(60));
            }
            assertEquals(Set.of(200), chorus.statuses().keySet(), "every copy is acknowledged");
            Verdict verdict = scene.drained(Duration.ofSeconds(30));
            Verdicts.assertExactlyOnce(verdict, DELIVERIES);
            assertEquals(DELIVERIES, verdict.delivered().size());
            assertEquals(DELIVERIES, postgres.database().number("select count(*) from event"), "rows");
        }
    }

    @Test
    void theWorkOfAKilledReplicaIsDoneByTheOthers() {
        Rounds rounds = Rounds.orElse(1);
        try (Scene scene = new Scene("adopted")) {
            Postgres postgres = scene.postgres();
            List<Service> replicas =
                    scene.replicas(REPLICAS, i -> scene.settings(9).database(postgres.database()));
            Balancer balancer = scene.balancer(replicas);
            LoadVendor vendor = scene.vendor("evt_a", 32, 300, balancer.forRequests());
            for (int round = 0; round < rounds.count(); round++) {
                scene.target().delay(Duration.ofMillis(200));
                Patience.until(
                        Duration.ofSeconds(20),
                        () -> scene.ledger().verdict().lost().size() > WAITING);
                Patience.pause(rounds.between(0, 500));
                Set<String> waiting = scene.ledger().verdict().lost();
                Service killed = replicas.get(round % REPLICAS);
                killed.kill();
                long at = System.nanoTime();
                scene.target().delay(Duration.ZERO);
                Patience.await(
                        ADOPTED,
                        () -> scene.ledger().verdict().delivered().containsAll(waiting),
                        () -> "all that waited at the kill");
                System.out.println("adopted and relayed within " + (System.nanoTime() - at) / 1_000_000 + " ms; "
                        + waiting.size() + " waited at the kill");
                assertTrue(
                        waiting.size() > WAITING / 2,
                        "too little waited at the kill to prove anything: " + waiting.size());
                killed.start();
            }
            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            Verdicts.assertNothingLost(verdict, 300 * rounds.count());
            assertTrue(
                    verdict.extra() <= rounds.count() * (9 + Verdicts.SETTLE_BATCH),
                    "sent and not settled at the kill: " + verdict.extra());
        }
    }
}
