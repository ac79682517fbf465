package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two services on one database: nothing is told twice, and one does the other's work when that one dies. */
class TwoReplicasIT {
    private static final int CLIENTS = 64;
    private static final int DELIVERIES = 100;

    @Test
    void aDeliveryPostedByManyToBothIsRelayedOnce() {
        try (Scene scene = new Scene("two-replicas")) {
            Postgres postgres = scene.postgres();
            Service one = scene.service("one", scene.settings(16).database(postgres.database()));
            Service two = scene.service("two", scene.settings(16).database(postgres.database()));
            Chorus chorus = new Chorus(scene.ledger(), scene.signer(), CLIENTS, DELIVERIES);
            try (PostLoop loop =
                    PostLoop.start(List.of(one.address(), two.address()), CLIENTS, Duration.ofSeconds(20), chorus)) {
                chorus.await(Duration.ofSeconds(60));
            }
            assertEquals(List.of(200), List.copyOf(chorus.statuses().keySet()), "every copy is acknowledged");
            Verdict verdict = scene.drained(Duration.ofSeconds(30));
            Verdicts.assertExactlyOnce(verdict, DELIVERIES);
            assertEquals(DELIVERIES, verdict.delivered().size());
        }
    }

    @Test
    void theWorkOfAKilledReplicaIsDoneByTheOther() {
        try (Scene scene = new Scene("adopted")) {
            Postgres postgres = scene.postgres();
            scene.target().delay(Duration.ofMillis(50));
            Service one = scene.service("one", scene.settings(8).database(postgres.database()));
            Service two = scene.service("two", scene.settings(8).database(postgres.database()));
            LoadVendor vendor = scene.vendor("evt_a", 32, 600, one, two);
            Patience.pause(Duration.ofSeconds(5));
            int waiting = scene.ledger().ackedCount() - scene.ledger().arrivedCount();
            one.kill();
            long killed = System.nanoTime();
            scene.target().delay(Duration.ZERO);
            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(90));
            System.out.println("adopted and drained within "
                    + Duration.ofNanos(System.nanoTime() - killed).toSeconds() + " s; " + waiting
                    + " waited at the kill");
            assertTrue(waiting > 100, "too little waited at the kill to prove anything: " + waiting);
            Verdicts.assertNothingLost(verdict, 300);
            assertTrue(verdict.extra() <= 8 + 128, "sent and not settled at the kill: " + verdict.extra());
        }
    }
}
