package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A crowd at a replica that another one shares the PostgreSQL with. */
class SharedPostgresTest {
    private static final int CALLERS = 18;
    private static final int EACH = 150;

    private final Database database = Database.fresh();
    private final Workbench one = new Workbench(database);
    private final Workbench other = new Workbench(database);

    @AfterEach
    void close() {
        other.close();
        one.close();
    }

    @Test
    void aBatchWaitsForThoseWhoComeAgainAndNothingIsLeftWaiting() {
        bothTakeInEvents();
        ConcurrentLinkedQueue<Receipt> receipts = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        ContextInternal loop = ((VertxInternal) one.vertx).createEventLoopContext();
        for (int caller = 0; caller < CALLERS; caller++) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            next(loop, caller, 0, receipts, end);
        }
        ends.forEach(Workbench::await);

        assertEquals(CALLERS * EACH, receipts.size());
        assertTrue(receipts.stream().allMatch(Receipt.Committed.class::isInstance));
        assertEquals(CALLERS * EACH + 2, database.number("select count(*) from event"));
        List<Long> ids =
                one.recorder.handedOver.stream().map(m -> m.event().id()).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
        double rows = one.registry.get("holdfast.append.batch.rows").summary().mean();
        // Without waiting, whoever comes first goes with those few who have come by then.
        assertTrue(rows > CALLERS * 0.7, "rows in a batch: " + rows);
    }

    @Test
    void oneAtATimeDoesNotWaitForACrowd() {
        bothTakeInEvents();
        for (int i = 0; i < 20; i++) {
            one.append(Origin.PUSH, item("alone " + i, delivery("alone " + i)));
        }
        assertEquals(1, one.registry.get("holdfast.append.batch.rows").summary().mean());
    }

    @Test
    void settlementsComeFurtherApartTheMoreReplicasLive() {
        bothTakeInEvents();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String id = "event " + i;
            ids.add(((Receipt.Committed) one.append(Origin.PUSH, item(id, delivery(id)))).ids()[0]);
        }
        Lane lane = one.recorder.taken.element();
        long began = System.nanoTime();
        for (long id : ids) {
            one.journal.settle(lane, new Settlement(one.target, id, Settlement.Outcome.RELAYED, 1, 200, 3, null, 0));
            LockSupport.parkNanos(2_000_000);
        }
        Recorder.eventually("all are settled", () -> one.recorder.settled.size() == ids.size());
        long mostStatements = (System.nanoTime() - began) / 16_000_000 + 2;

        long statements =
                one.registry.get("holdfast.settle.batch.rows").summary().count();
        assertTrue(statements <= mostStatements, statements + " statements, " + mostStatements);
    }

    @Test
    void aReplicaBesideThoseThatTakeInNothingHasThePostgresForItself() {
        Recorder.eventually("it sees the other", () -> one.recorder.replicas == 2);
        one.append(Origin.PUSH, item("one", delivery("one")));
        Recorder.eventually("it is seen to take in events", () -> appending() == 1);
        other.append(Origin.PUSH, item("two", delivery("two")));
        Recorder.eventually("so is the other", () -> appending() == 2);
    }

    private void bothTakeInEvents() {
        one.append(Origin.PUSH, item("one", delivery("one")));
        other.append(Origin.PUSH, item("two", delivery("two")));
        Recorder.eventually("each sees the other", () -> appending() == 2);
    }

    private double appending() {
        return one.registry.get("holdfast.replicas.appending").gauge().value();
    }

    /** The next of a caller when the last is answered: of each after another while, as vendors are. */
    private void next(
            ContextInternal loop,
            int caller,
            int n,
            ConcurrentLinkedQueue<Receipt> receipts,
            CompletableFuture<Void> end) {
        if (n == EACH) {
            end.complete(null);
            return;
        }
        String id = caller + "-" + n;
        Arrival arrival = new Arrival("shop", Origin.PUSH, List.of(item(id, delivery(id))));
        Runnable append = () -> one.journal.append(arrival, receipt -> {
            receipts.add(receipt);
            next(loop, caller, n + 1, receipts, end);
        });
        loop.nettyEventLoop().schedule(() -> loop.runOnContext(v -> append.run()), 60L * caller, TimeUnit.MICROSECONDS);
    }
}
