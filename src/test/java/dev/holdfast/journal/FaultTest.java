package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import dev.holdfast.journal.Receipt.Reason;
import dev.holdfast.journal.Receipt.Unavailable;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is thrown in the appender's turn, by what it calls: everybody hears, and it goes on. */
class FaultTest {
    private final Database database = Database.fresh();
    private final Workbench bench = new Workbench(database);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void ofABatchThatCannotBeMadeOnlyTheOneAtFaultIsRefused() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        Context loop = bench.vertx.getOrCreateContext();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        loop.runOnContext(v -> {
            for (int i = 0; i < 9; i++) {
                // Nobody has given this source a number.
                String source = i == 5 ? "unknown" : "shop";
                receipts.add(bench.appending(
                        new Arrival(source, Origin.PUSH, List.of(item("n" + i, delivery("n" + i))))));
            }
            asked.complete(null);
        });
        await(asked);

        for (int i = 0; i < 9; i++) {
            Receipt receipt = await(receipts.get(i));
            if (i == 5) {
                assertEquals(new Unavailable(Reason.FAULT), receipt);
            } else {
                assertInstanceOf(Receipt.Committed.class, receipt);
            }
        }
        assertEquals(8, database.number("select count(*) from event"));
        assertInstanceOf(Receipt.Committed.class, bench.append(Origin.PUSH, item("after", delivery("after"))));
    }

    @Test
    void whatIsCommittedButNotHandedOverIsReadAgain() {
        bench.recorder.deaf = true;
        assertInstanceOf(Receipt.Committed.class, bench.append(Origin.PUSH, item("one", delivery("one"))));
        Recorder.eventually("all is read again", () -> bench.recorder.rewound.contains(0L));
        bench.recorder.deaf = false;

        assertEquals(1, database.number("select count(*) from message"));
        Recorder.eventually(
                "the journal goes on",
                () -> bench.append(Origin.PUSH, item("two", delivery("two"))) instanceof Receipt.Committed);
        assertTrue(bench.recorder.handedOver.stream()
                .anyMatch(m -> new String(m.event().item().payload()).equals("two")));
    }
}
