package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The machine of the database loses its power under load; what the disk has then is looked through for every acknowledged event. */
@Tag("long")
class PowerCutIT {
    private static final int RATE = 300;
    private static final int ATTEMPTS_TO_LOSE = 5;

    /** The service's own {@code set synchronous_commit = on} is overruled inside its transactions, behind its back. */
    private static final String[] COMMITS_THAT_DO_NOT_WAIT = {"""
        create function no_wait() returns trigger language plpgsql as
        $$ begin perform set_config('synchronous_commit', 'off', true); return null; end $$
        """, """
        create trigger no_wait after insert or delete on message for each statement execute function no_wait()
        """};

    @Test
    void whatIsAcknowledgedIsOnTheDisk() {
        Rounds rounds = Rounds.orElse(2).atMost(50);
        try (Scene scene = new Scene("power-cut")) {
            Postgres postgres = scene.postgres(PowerCut.SETTINGS);
            Service service = scene.service("service", scene.settings(32).database(postgres.database()));
            LoadVendor vendor = scene.vendor("evt_c", 32, RATE, service);
            Set<String> lost = new TreeSet<>();
            int acknowledged = 0;
            for (int round = 0; round < rounds.count(); round++) {
                postgres.database().run("checkpoint");
                Patience.pause(rounds.between(300, 2_500));
                try (PowerCut cut =
                        PowerCut.of(postgres, scene.ledger(), scene.dir().sub("cut-" + round))) {
                    lost.addAll(cut.lost());
                    acknowledged = cut.acknowledged();
                }
            }
            System.out.println("acknowledged by the last cut: " + acknowledged + ", lost in all cuts: " + lost.size());
            int seen = acknowledged;
            assertAll(
                    () -> assertEquals(Set.of(), lost, "acknowledged, and not on the disk"),
                    () -> assertTrue(seen >= rounds.count() * 50, "too few events to prove anything: " + seen),
                    () -> assertTrue(
                            lossesWithoutTheFlush(scene, postgres, rounds) > 0,
                            "commits that do not wait for the disk lose nothing: this test sees nothing"));
            vendor.finish(Duration.ofSeconds(30));
            Verdicts.assertNothingLost(scene.drained(Duration.ofSeconds(60)), rounds.count() * 50);
        }
    }

    /** The negative control, on the same service under the same load. */
    private static int lossesWithoutTheFlush(Scene scene, Postgres postgres, Rounds rounds) {
        postgres.database().run(COMMITS_THAT_DO_NOT_WAIT);
        int lost = 0;
        for (int attempt = 0; attempt < ATTEMPTS_TO_LOSE && lost == 0; attempt++) {
            Patience.pause(rounds.between(800, 2_000));
            try (PowerCut cut =
                    PowerCut.of(postgres, scene.ledger(), scene.dir().sub("control-" + attempt))) {
                lost = cut.lost().size();
            }
            System.out.println("negative control: " + lost + " acknowledged events lost");
        }
        postgres.database().run("drop trigger no_wait on message");
        return lost;
    }
}
