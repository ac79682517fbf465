package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The disk of the database's data is full, and then the one of its log of writes; the service is never restarted.
 *
 * <p>Without room for data PostgreSQL refuses; without room for its log it goes down, and whoever looks after it starts it
 * again when there is room, which the test does.
 */
@Tag("long")
class DiskFullIT {
    private static final int RATE = 200;
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration FULL = Duration.ofSeconds(30);
    private static final Duration HEALED = Duration.ofSeconds(10);

    /** Small segments that are all kept, so that the log needs room all the time. */
    private static final Map<String, String> SETTINGS =
            Map.of("shared_buffers", "16MB", "wal_keep_size", "1GB", "max_wal_size", "64MB", "min_wal_size", "2MB");

    @Test
    void aFullDiskIsToldToTheVendorInTimeAndHealsWithoutARestart() {
        Rounds rounds = Rounds.orElse(1).atMost(10);
        try (Scene scene = new Scene("disk-full")) {
            Optional<SmallDisks> mounted = scene.smallDisks(256, 512);
            assumeTrue(
                    mounted.isPresent(),
                    "no disk can be mounted here: this user may not make user and mount namespaces");
            SmallDisks disks = mounted.get();
            Postgres postgres = scene.postgresOn(disks, SETTINGS);
            Service service = scene.service("service", scene.settings(32).database(postgres.database()));
            long pid = service.pid();
            LoadVendor vendor = scene.vendor("evt_d", 32, RATE, service);
            for (int round = 0; round < rounds.count(); round++) {
                fullAndFree(scene, service, postgres, disks, disks.first(), rounds, "data" + round);
                fullAndFree(scene, service, postgres, disks, disks.second(), rounds, "log" + round);
            }
            assertEquals(pid, service.pid());
            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            System.out.println("answers " + vendor.statuses());
            assertEquals(
                    Set.of(), Stored.missing(postgres.database(), scene.ledger().acked()), "acknowledged, not stored");
            Verdicts.assertNothingLost(verdict, rounds.count() * 100);
            vendor.statuses()
                    .keySet()
                    .forEach(status -> assertTrue(status == 200 || status == 503, "answered " + status));
        }
    }

    private static void fullAndFree(
            Scene scene, Service service, Postgres postgres, SmallDisks disks, Path disk, Rounds rounds, String name) {
        Patience.pause(rounds.between(300, 1_500));
        disks.fill(disk);
        int[] posts = {0};
        Patience.await(FULL, () -> inTime(scene, service, "evt_" + name + "_" + posts[0]++) == 503, () -> "a refusal");
        for (int i = 0; i < 10; i++) {
            Patience.pause(Duration.ofMillis(200));
            inTime(scene, service, "evt_" + name + "_f" + i);
        }
        disks.free(disk);
        boolean down = !postgres.isAlive();
        if (down) {
            postgres.start();
        }
        Duration healed = Probe.untilStored(scene, service, "evt_" + name + "_h", HEALED);
        System.out.println(name + ": the server " + (down ? "was down" : "stayed up") + ", acknowledges "
                + healed.toMillis() + " ms after there is room");
    }

    /** What an event was answered, which is 200 or 503, and soon. */
    private static int inTime(Scene scene, Service service, String id) {
        Probe probe = Probe.post(scene, service, id);
        assertTrue(probe.status() == 200 || probe.status() == 503, "answered " + probe.status());
        assertTrue(probe.took().compareTo(ANSWER) <= 0, "took " + probe.took());
        return probe.status();
    }
}
