package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Replicas become another version, one after the other: each is asked to end, and starts as that version in its old place.
 *
 * <p>After each step the tables are of the newest version that was ever started, and all replicas take and relay events beside each
 * other before the next step begins.
 */
final class Upgrade {
    private static final int PROOF = 50;
    private static final Duration STOP = Duration.ofSeconds(35);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database;
    private final List<Service> replicas;
    private final Balancer balancer;
    private final LoadVendor vendor;
    private int tables;
    private int steps;

    /** Replicas of one version, all ready, and who posts to them. */
    Upgrade(Database database, List<Service> replicas, Version version, Balancer balancer, LoadVendor vendor) {
        this.database = database;
        this.replicas = replicas;
        this.balancer = balancer;
        this.vendor = vendor;
        this.tables = version.tables();
        assertTables("once the first replicas are ready");
    }

    /** How many replicas became another version. */
    int steps() {
        return steps;
    }

    /** Every replica in its turn. */
    void all(Version version) {
        replicas.forEach(replica -> one(replica, version));
    }

    /** One replica; the others stay what they are. */
    void one(Service replica, Version version) {
        replica.stop(STOP);
        assertTables("before " + version.newest() + " is started");
        replica.becomes(version).start();
        tables = Math.max(tables, version.tables());
        assertTables("when " + version.newest() + " is ready");
        balancer.ready().await(replicas.size(), PATIENCE);
        allRelay();
        steps++;
    }

    private void assertTables(String when) {
        assertEquals(
                tables,
                database.number("select max(version::int) from flyway_schema_history where success"),
                "the tables' version " + when);
    }

    private void allRelay() {
        Map<Service, Double> before = replicas.stream().collect(Collectors.toMap(r -> r, Upgrade::relayed));
        Patience.await(
                PATIENCE,
                () -> before.entrySet().stream().allMatch(r -> relayed(r.getKey()) >= r.getValue() + PROOF),
                () -> "all replicas relay; answers " + vendor.statuses());
    }

    private static double relayed(Service replica) {
        return new Levels(replica).sum("holdfast_attempts_total");
    }
}
