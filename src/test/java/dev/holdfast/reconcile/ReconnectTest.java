package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;

import dev.holdfast.journal.Database;
import dev.holdfast.vendor.pull.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whether somebody must connect an account again is measured by every replica, and not only by the one that asks. */
@Execution(ExecutionMode.CONCURRENT)
class ReconnectTest {
    private static final Pace HOURLY = new Pace(Duration.ofHours(1), null, null, null);

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.fresh();

    @AfterEach
    void close() {
        Bench.await(vertx.close());
    }

    @Test
    void aReplicaThatAsksNobodySeesWhatIsStored() {
        try (Bench bench = new Bench(database, new Vendor(vertx, 10), HOURLY, Kind.EXACT, false, Bench.TOKENS)) {
            bench.makesWay = true;
            bench.started();
            database.run("insert into token (source, final) values ('shop', true)");
            eventually("somebody must connect it", () -> isMeasured(bench, 1));
            database.run("update token set final = false, version = 1");
            eventually("it is connected", () -> isMeasured(bench, 0));
        }
    }

    private static boolean isMeasured(Bench bench, double value) {
        return bench.meters.find("holdfast.token.reconnect").gauges().stream()
                .anyMatch(gauge -> gauge.value() == value);
    }
}
