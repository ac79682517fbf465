package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Four versions follow each other, replica by replica, under load, and a vendor that never tries again notices none of it. Each
 * version makes its tables when its first replica starts, and the version before works on beside it, and starts on them.
 *
 * <p>The older one is what was built without its newest migration, so as long as the code does without that one; the later ones have
 * one more and two. Their code is the same: what is tried is what migrations do to those who know other tables. Another
 * code is tried by {@code holdfast.older}, which names the directory of an earlier build to begin with.
 */
@Tag("long")
class RollingUpgradeIT {
    private static final int REPLICAS = 3;
    private static final int RATE = 200;

    /** What a migration may do, see CONTRIBUTING.md. */
    private static final String EXPAND = """
            create table later (event_id bigint primary key, note text);
            alter table event add column later_note text;
            """;

    /** The version before has these, and no statement of it names them. */
    private static final String CONTRACT = """
            drop table later;
            alter table event drop column later_note;
            """;

    private static final String NEWER_THAN_KNOWN = "newer than the latest available migration";

    @Test
    void noVendorNoticesThatVersionsFollowEachOther() {
        try (Scene scene = new Scene("rolling-upgrade")) {
            Version built = Version.built();
            Version older = older(scene, built);
            Version expands = built.after(scene.dir().sub("expands"), EXPAND);
            Version contracts = expands.after(scene.dir().sub("contracts"), CONTRACT);
            Database database = scene.postgres().database();
            List<Service> replicas = scene.replicas(REPLICAS, older, i -> settings(scene, database));
            Balancer balancer = scene.balancer(replicas);
            LoadVendor vendor = scene.vendor("evt_u", 16, RATE, balancer.forRequests());
            Upgrade upgrade = new Upgrade(database, replicas, older, balancer, vendor);

            upgrade.all(built);

            upgrade.one(replicas.get(0), expands);
            Service late = replicas.get(1);
            upgrade.one(late, built);
            assertTrue(late.hasLogged(NEWER_THAN_KNOWN), "started again, it met the newer tables");
            upgrade.one(late, expands);
            upgrade.one(replicas.get(2), expands);

            upgrade.all(contracts);

            vendor.finish(Duration.ofSeconds(30));
            Verdict verdict = scene.drained(Duration.ofSeconds(30));
            System.out.println(upgrade.steps() + " upgrades of a replica, tables " + older.tables() + " to "
                    + contracts.tables() + "; answers " + vendor.statuses() + ", the slowest after "
                    + vendor.latencies().millis(1) + " ms");
            assertAll(
                    () -> assertEquals(Set.of(200), vendor.statuses().keySet(), () -> "answers " + vendor.statuses()),
                    () -> assertEquals(Map.of(), balancer.troubles(), "what the balancer met"));
            Verdicts.assertExactlyOnce(verdict, upgrade.steps() * RATE);
        }
    }

    /** Patient, so that a busy machine is not what is measured; that the usual patience is enough, MigrationLocksTest says. */
    private static ServiceSettings settings(Scene scene, Database database) {
        return scene.settings(32).database(database).set("holdfast.journal.answer-within", "3500ms");
    }

    private static Version older(Scene scene, Version built) {
        String directory = System.getProperty("holdfast.older");
        return directory == null
                ? built.before(scene.dir().sub("older"))
                : Version.in(Path.of(directory).toAbsolutePath());
    }
}
