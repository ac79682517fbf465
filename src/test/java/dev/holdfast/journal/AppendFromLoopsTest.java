package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arrivals on several event loops, each of which may carry the next batch. */
class AppendFromLoopsTest {
    private static final int LOOPS = 3;
    private static final int EACH = 400;

    private final Database database = Database.fresh();
    private final Workbench bench = new Workbench(database);
    private final List<Context> contexts = contexts(bench.vertx);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void batchesOfManyLoopsAreCommittedAndHandedOverInTheOrderOfTheirIds() {
        ConcurrentLinkedQueue<Receipt> receipts = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            next(loop, new AtomicInteger(), receipts, end);
        }
        ends.forEach(Workbench::await);

        assertEquals(LOOPS * EACH, receipts.size());
        assertTrue(receipts.stream().allMatch(Receipt.Committed.class::isInstance));
        assertEquals(LOOPS * EACH, database.number("select count(*) from event"));
        Recorder.eventually("all are handed over", () -> bench.recorder.handedOver.size() == LOOPS * EACH);
        List<Long> ids =
                bench.recorder.handedOver.stream().map(m -> m.event().id()).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
        long carriers = database.number("select count(*) from pg_stat_activity"
                + " where datname = current_database() and query like '%insert into event %'");
        assertTrue(carriers > 1, "carried by " + carriers);
    }

    /** As a vendor does over one connection: the next when the last is answered, each on the loop of its connection. */
    private void next(
            int loop, AtomicInteger sent, ConcurrentLinkedQueue<Receipt> receipts, CompletableFuture<Void> end) {
        int n = sent.getAndIncrement();
        if (n == EACH) {
            end.complete(null);
            return;
        }
        String id = loop + "-" + n;
        contexts.get(loop)
                .runOnContext(v -> bench.journal.append(
                        new Arrival("shop", Origin.PUSH, List.of(item(id, delivery(id)))), receipt -> {
                            receipts.add(receipt);
                            next(loop, sent, receipts, end);
                        }));
    }

    @Test
    void aCallersBatchIsCarriedOnItsOwnLoopOrWhereAConnectionIs() {
        VertxInternal vertx = (VertxInternal) bench.vertx;
        ContextInternal home = vertx.createEventLoopContext();
        AppendWires wires = new AppendWires(vertx, home, database.options(), "select 1");
        Set<EventLoop> carried = new HashSet<>();
        for (Context context : contexts) {
            ContextInternal near = (ContextInternal) wires.near((ContextInternal) context);
            carried.add(near.nettyEventLoop());
        }
        for (Context context : contexts) {
            CompletableFuture<Wire> wire = new CompletableFuture<>();
            wires.near((ContextInternal) context).runOnContext(v -> wire.complete(wires.here()));
            await(wire);
        }

        assertEquals(Math.min(loops(), LOOPS), carried.size());
        assertEquals(home, wires.near(vertx.createWorkerContext()));
        assertThrows(IllegalStateException.class, wires::here);
        await(wires.close());
    }

    private int loops() {
        return (int) contexts.stream()
                .map(context -> ((ContextInternal) context).nettyEventLoop())
                .distinct()
                .count();
    }

    private static List<Context> contexts(Vertx vertx) {
        List<Context> contexts = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            contexts.add(((VertxInternal) vertx).createEventLoopContext());
        }
        return contexts;
    }
}
