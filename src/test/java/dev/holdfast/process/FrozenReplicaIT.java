package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica stands still past its lease, under load, and goes on as if nothing had been: the others have its lane by then. */
@Tag("long")
class FrozenReplicaIT {
    private static final int REPLICAS = 3;
    private static final int IN_FLIGHT = 32;
    private static final int RATE = 150;

    @Test
    void whatAFrozenReplicaBeganIsNotWrittenUnderItsOldEpoch() {
        Rounds rounds = Rounds.orElse(1);
        try (Scene scene = new Scene("frozen-replica")) {
            Database database = scene.postgres().database();
            Migrated.toThisVersion(database);
            LaneWatch watch = LaneWatch.begin(database);
            scene.target().delay(Duration.ofMillis(100));
            List<Service> replicas =
                    scene.replicas(REPLICAS, i -> scene.settings(IN_FLIGHT).database(watch.as("replica_" + i)));
            Balancer balancer = scene.balancer(replicas);
            LoadVendor vendor = scene.vendor("evt_f", 48, RATE, balancer.forRequests());
            for (int round = 0; round < rounds.count(); round++) {
                Service frozen = replicas.get(round % REPLICAS);
                String user = "replica_" + round % REPLICAS;
                balancer.ready().await(REPLICAS, Duration.ofSeconds(30));
                Patience.pause(rounds.between(1_000, 2_000));
                long before = watch.takenFrom(user);
                Signal.STOP.to(frozen.pid());
                Patience.await(
                        Duration.ofSeconds(30),
                        () -> watch.takenFrom(user) > before,
                        () -> "a lane of the frozen one taken");
                Patience.pause(rounds.between(0, 1_000));
                Signal.CONT.to(frozen.pid());
            }
            balancer.ready().await(REPLICAS, Duration.ofSeconds(30));
            Patience.pause(Duration.ofSeconds(1));
            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(30));
            System.out.println(rounds.count() + " times frozen, " + watch.taken() + " times a lane was taken; answers "
                    + vendor.statuses() + "; balancer " + balancer.troubles());
            assertAll(
                    () -> assertEquals("", watch.trespasses(), "written to a lane of somebody else"),
                    () -> assertTrue(
                            verdict.extra() <= rounds.count() * (IN_FLIGHT + Verdicts.SETTLE_BATCH),
                            () -> "sent by the frozen one and not settled: " + verdict.extra()));
            Verdicts.assertNothingLost(verdict, rounds.count() * RATE * 3);
        }
    }
}
