package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import dev.holdfast.faults.FaultProxy;
import dev.holdfast.journal.Receipt.Committed;
import dev.holdfast.journal.Receipt.Unavailable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal behind a network that breaks, hangs and comes back. */
class BrokenConnectionTest {
    private final Database database = Database.fresh();
    private FaultProxy proxy;
    private Workbench bench;

    @BeforeEach
    void connect() {
        proxy = FaultProxy.to("127.0.0.1", database.port());
        bench = new Workbench(database.options(proxy.port()), Duration.ofMillis(1_500));
    }

    @AfterEach
    void close() {
        proxy.heal();
        bench.close();
        proxy.close();
    }

    @Test
    void aSilentDatabaseIsAnsweredForInTimeAndTheJournalGoesOnWhenItSpeaksAgain() {
        append("before");
        proxy.stall();
        long asked = System.nanoTime();
        assertInstanceOf(Unavailable.class, append("during"));
        assertTrue(System.nanoTime() - asked < 2_500_000_000L);
        asked = System.nanoTime();
        assertInstanceOf(Unavailable.class, append("while it is known"));
        assertTrue(System.nanoTime() - asked < 1_000_000_000L);

        proxy.heal();
        Recorder.eventually("appends again", () -> append("after") instanceof Committed);
        append("during");
        assertEquals(
                3,
                database.number(
                        "select count(distinct delivery_id) from event where delivery_id in ('before', 'during', 'after')"));
    }

    @Test
    void aConnectionThatIsCutInTheMiddleLosesNothingThatWasAcknowledged() {
        Set<String> acknowledged = new HashSet<>();
        int cuts = 0;
        for (int i = 0; i < 4_000 && acknowledged.size() < 200; i++) {
            if (acknowledged.size() >= 25 * (cuts + 1)) {
                proxy.cut();
                proxy.heal();
                cuts++;
            }
            if (append("d" + i) instanceof Committed) {
                acknowledged.add("d" + i);
            } else {
                LockSupport.parkNanos(20_000_000);
            }
        }
        Recorder.eventually("appends again", () -> append("last") instanceof Committed);
        acknowledged.add("last");

        assertEquals(7, cuts, "acknowledged only " + acknowledged.size());
        String list = "'" + String.join("','", acknowledged) + "'";
        assertEquals(
                acknowledged.size(),
                database.number("select count(distinct delivery_id) from event where delivery_id in (" + list + ")"));
        assertEquals(database.number("select count(*) from event"), database.number("select count(*) from message"));
    }

    @Test
    void aLaneWhoseServerWentSilentForLongIsTakenAgainOverANewConnection() {
        append("before");
        proxy.stall();
        append("during");
        Recorder.eventually("the silent connections are given up", () -> {
            proxy.heal();
            return append("after") instanceof Committed;
        });
    }

    private Receipt append(String id) {
        return await(bench.appending(Origin.PUSH, item(id, delivery(id))));
    }
}
