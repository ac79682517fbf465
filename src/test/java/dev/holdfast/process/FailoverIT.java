package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The primary dies under load and its synchronous standby takes over; in every second round the standby was away before.
 *
 * <p>While it is away commits hang, vendors give up and send the same again, and somebody ends the hanging sessions, which
 * leaves their commits on the primary alone: what is known there must still not be acknowledged.
 */
@Tag("long")
class FailoverIT {
    private static final int RATE = 100;
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration LAST_ANSWERS = Duration.ofMillis(200);
    private static final Duration BACK = Duration.ofSeconds(20);

    @Test
    void whatIsAcknowledgedIsOnWhicheverServerSurvives() {
        Rounds rounds = Rounds.orElse(2).atMost(50);
        try (Scene scene = new Scene("failover")) {
            PostgresPair pair = scene.postgresPair();
            Service service = scene.service("service", scene.settings(32).database(pair.address()));
            Service other = scene.service("other", scene.settings(32).database(pair.address()));
            LoadVendor vendor = scene.vendor("evt_f", 32, RATE, service);
            Set<String> missing = new TreeSet<>();
            int acknowledgedAlone = 0;
            for (int round = 0; round < rounds.count(); round++) {
                Patience.pause(rounds.between(300, 2_500));
                boolean alone = round % 2 == 1;
                acknowledgedAlone += alone ? withoutAStandby(scene, service, other, vendor, pair, rounds, round) : 0;
                pair.primary().kill();
                Patience.pause(LAST_ANSWERS);
                Set<String> acknowledged = scene.ledger().acked();
                if (alone) {
                    pair.standby().start();
                }
                pair.failOver();
                missing.addAll(Stored.missing(pair.primary().database(), acknowledged));
                Duration back = Probe.untilStored(scene, service, "evt_b" + round + "_", BACK);
                Probe.untilStored(scene, other, "evt_o" + round + "_", BACK);
                System.out.println("acknowledges again " + back.toMillis() + " ms after the new primary has a standby");
            }
            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            System.out.println(
                    "answers " + vendor.statuses() + ", acknowledged and not in the next primary: " + missing.size());
            assertEquals(Set.of(), missing, "acknowledged, and not in the database that survived");
            Verdicts.assertNothingLost(verdict, rounds.count() * 50);
            assertEquals(0, acknowledgedAlone, "acknowledged while there was no standby");
            assertTrue(service.isAlive() && other.isAlive(), "the services outlive their databases");
        }
    }

    /**
     * The standby goes away for a while. How many were acknowledged meanwhile.
     *
     * <p>The first cancelled wait leaves an event on the primary that both replicas then see; the vendor sends it again to
     * the one whose connections have been through nothing. Then the load comes back.
     */
    private static int withoutAStandby(
            Scene scene,
            Service service,
            Service other,
            LoadVendor vendor,
            PostgresPair pair,
            Rounds rounds,
            int round) {
        vendor.finish(BACK);
        pair.standby().kill();
        int before = scene.ledger().ackedCount();
        String id = "evt_h" + round;
        List<Probe> probes = new ArrayList<>(List.of(Probe.post(scene, service, id)));
        int cancelled = pair.cancelWaits();
        Patience.await(BACK, () -> isStored(pair.primary(), id), () -> "the event, on the primary alone");
        probes.add(Probe.post(scene, other, id));
        vendor.resume();
        for (int i = 0; i < 5; i++) {
            Patience.pause(rounds.between(100, 1_000));
            cancelled += pair.cancelWaits();
        }
        probes.add(Probe.post(scene, service, id));
        int acknowledged = scene.ledger().ackedCount() - before;
        System.out.println("without a standby: " + cancelled + " waits cancelled, " + acknowledged + " acknowledged");
        assertAll(probes.stream()
                .map(probe -> () -> assertTrue(probe.took().compareTo(ANSWER) <= 0, "took " + probe.took())));
        return acknowledged;
    }

    private static boolean isStored(Postgres server, String id) {
        return Stored.missing(server.database(), Set.of(id)).isEmpty();
    }
}
