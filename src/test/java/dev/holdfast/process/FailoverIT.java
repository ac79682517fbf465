package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The primary dies under load and its synchronous standby takes over; in every second round the standby was away before.
 *
 * <p>While it is away commits hang, vendors give up and send the same again, and somebody ends the hanging sessions, which
 * leaves their commits on the primary alone: what is known there must still not be acknowledged.
 */
class FailoverIT {
    private static final int RATE = 100;
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration LAST_ANSWERS = Duration.ofMillis(200);
    private static final Duration BACK = Duration.ofSeconds(20);

    @Test
    void whatIsAcknowledgedIsOnWhicheverServerSurvives() {
        Rounds rounds = Rounds.orElse(2);
        try (Scene scene = new Scene("failover")) {
            PostgresPair pair = scene.postgresPair();
            Service service = scene.service("service", scene.settings(32).database(pair.address()));
            long pid = service.pid();
            LoadVendor vendor = scene.vendor("evt_f", 32, RATE, service);
            Set<String> missing = new TreeSet<>();
            int acknowledgedAlone = 0;
            for (int round = 0; round < rounds.count(); round++) {
                Patience.pause(rounds.between(300, 2_500));
                boolean alone = round % 2 == 1;
                acknowledgedAlone += alone ? withoutAStandby(scene, service, pair, rounds, round) : 0;
                pair.primary().kill();
                Patience.pause(LAST_ANSWERS);
                Set<String> acknowledged = scene.ledger().acked();
                if (alone) {
                    pair.standby().start();
                }
                pair.failOver();
                missing.addAll(Stored.missing(pair.primary().database(), acknowledged));
                Duration back = Probe.untilStored(scene, service, "evt_b" + round + "_", BACK);
                System.out.println(
                        "acknowledges again " + back.toMillis() + " ms after the standby's standby is there");
            }
            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            System.out.println(
                    "answers " + vendor.statuses() + ", acknowledged and not in the next primary: " + missing.size());
            assertEquals(Set.of(), missing, "acknowledged, and not in the database that survived");
            Verdicts.assertNothingLost(verdict, rounds.count() * 50);
            assertEquals(0, acknowledgedAlone, "acknowledged while there was no standby");
            assertEquals(pid, service.pid());
            assertTrue(service.isAlive(), "the service outlives its databases");
        }
    }

    /** The standby goes away for a while. How many were acknowledged meanwhile. */
    private static int withoutAStandby(Scene scene, Service service, PostgresPair pair, Rounds rounds, int round) {
        pair.standby().kill();
        Patience.pause(LAST_ANSWERS); // what was committed before may still be on its way to the vendor
        int before = scene.ledger().ackedCount();
        Probe hanging = Probe.post(scene, service, "evt_h" + round);
        int cancelled = 0;
        for (int i = 0; i < 6; i++) {
            Patience.pause(rounds.between(100, 1_000));
            cancelled += pair.cancelWaits();
        }
        Probe again = Probe.post(scene, service, "evt_h" + round);
        int acknowledged = scene.ledger().ackedCount() - before;
        System.out.println("without a standby: " + cancelled + " waits cancelled, " + acknowledged + " acknowledged");
        assertAll(
                () -> assertEquals(503, hanging.status(), "while nothing can be committed"),
                () -> assertTrue(hanging.took().compareTo(ANSWER) <= 0, "took " + hanging.took()),
                () -> assertTrue(again.took().compareTo(ANSWER) <= 0, "took " + again.took()));
        return acknowledged;
    }
}
