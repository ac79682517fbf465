package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static dev.holdfast.journal.Workbench.pulled;
import static dev.holdfast.journal.Workbench.told;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.journal.Receipt.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppendTest {
    private final Database database = Database.fresh();
    private final Workbench bench = new Workbench(database);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anEventIsStoredWithItsBytesAndHandedToItsTarget() {
        Committed receipt = push(item("one", delivery("d1")));

        assertFalse(receipt.known()[0]);
        assertEquals(1, database.number("select count(*) from event where payload = 'one'::bytea"));
        assertEquals(1, database.number("select count(*) from message where event_id = " + receipt.ids()[0]));
        Recorder.eventually("handed over", () -> bench.recorder.handedOver.size() == 1);
        assertEquals(receipt.ids()[0], bench.recorder.handedOver.peek().event().id());
    }

    @Test
    void aKnownDeliveryIsADuplicateAndItsSecondComingIsWritten() {
        long first = push(item("one", delivery("d1"))).ids()[0];
        Committed second = push(item("another body", delivery("d1")));

        assertTrue(second.known()[0]);
        assertEquals(first, second.ids()[0]);
        assertEquals(1, database.number("select count(*) from event"));
        assertEquals(1, database.number("select count(*) from event where payload = 'one'::bytea"));
        assertEquals(2, database.number("select seen_count from event_key"));
        assertEquals(1, database.number("select count(*) from event_key where last_seen is not null"));
    }

    @Test
    void twoPushesOfOneStateAreTwoEventsAndThePulledStateIsNone() {
        push(item("updated", delivery("d1"), told("order 7 at 12:00")));
        push(item("paid", delivery("d2"), told("order 7 at 12:00")));
        Committed pulled = (Committed) bench.append(Origin.PULL, item("state", pulled("order 7 at 12:00")));

        assertTrue(pulled.known()[0]);
        assertEquals(2, database.number("select count(*) from event"));
    }

    @Test
    void aPulledStateDoesNotHoldBackThePushesThatComeLate() {
        Committed pulled = (Committed) bench.append(Origin.PULL, item("state", pulled("order 7 at 12:00")));
        assertFalse(pulled.known()[0]);
        assertFalse(
                push(item("updated", delivery("d1"), told("order 7 at 12:00"))).known()[0]);
        assertFalse(push(item("paid", delivery("d2"), told("order 7 at 12:00"))).known()[0]);
        assertTrue(((Committed) bench.append(Origin.PULL, item("state", pulled("order 7 at 12:00")))).known()[0]);

        assertEquals(3, database.number("select count(*) from event"));
    }

    @Test
    void theSameDeliveryManyTimesAtOnceIsStoredOnce() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 640; i++) {
            receipts.add(bench.appending(Origin.PUSH, item("one", delivery("d" + i % 10), told("state"))));
        }
        long fresh = receipts.stream()
                .filter(r -> !((Committed) await(r)).known()[0])
                .count();

        assertEquals(10, fresh);
        assertEquals(10, database.number("select count(*) from event"));
        assertEquals(10, database.number("select count(*) from message"));
    }

    @Test
    void itemsOfOneDeliveryKeepTheirOrderAndEachHasItsReceipt() {
        push(item("b", delivery("b")));
        Committed receipt = push(item("a", delivery("a")), item("b", delivery("b")), item("c", delivery("c")));

        assertArrayEquals(new boolean[] {false, true, false}, receipt.known());
        assertTrue(receipt.ids()[0] < receipt.ids()[2]);
    }

    @Test
    void anEventWithoutKeysIsStoredEachTime() {
        assertFalse(push(item("one")).known()[0]);
        assertFalse(push(item("one")).known()[0]);
        assertEquals(2, database.number("select count(*) from event"));
    }

    @Test
    void aRowTheDatabaseCannotStoreGoesToQuarantineAloneAndItsNeighboursAreStored() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            receipts.add(bench.appending(Origin.PUSH, item("good " + i, delivery("g" + i))));
        }
        Item bad = new Item(
                "a\u0000b", null, List.of(delivery("bad")), null, null, null, null, new byte[] {1, 0, 2}, null);
        receipts.add(10, bench.appending(Origin.PUSH, bad));

        receipts.forEach(receipt -> assertTrue(await(receipt) instanceof Committed));
        assertEquals(21, database.number("select count(*) from event"));
        assertEquals(1, database.number("select count(*) from event where quarantine is not null"));
        assertEquals(20, database.number("select count(*) from message"));
    }

    @Test
    void idsGrowInTheOrderOfTheCommits() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            receipts.add(bench.appending(Origin.PUSH, item("e" + i, delivery("e" + i))));
        }
        receipts.forEach(Workbench::await);

        Recorder.eventually("all handed over", () -> bench.recorder.handedOver.size() == 5_000);
        long last = 0;
        for (Message message : bench.recorder.handedOver) {
            assertTrue(message.event().id() > last);
            last = message.event().id();
        }
        assertEquals(5_000, database.number("select count(*) from message"));
    }

    private Committed push(Item... items) {
        return (Committed) bench.append(Origin.PUSH, items);
    }
}
