package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.event.RawDelivery;
import dev.holdfast.journal.Receipt.Committed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The raw delivery beside its items, quarantine, and the way out of it. */
class DeliveryTest {
    private final Database database = Database.fresh();
    private final Workbench bench = new Workbench(database);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPlainDeliveryIsNotKeptBesideItsEvent() {
        push("one", item("one", delivery("d1")));
        assertEquals(0, database.number("select count(*) from delivery"));
        assertEquals(1, database.number("select count(*) from event where delivery is null"));
    }

    @Test
    void aBatchIsKeptOnceAndItsItemsNameIt() {
        push("[a,b,c]", item("a", delivery("a")), item("b", delivery("b")), item("c", delivery("c")));

        assertEquals(1, database.number("select count(*) from delivery"));
        assertEquals(
                3,
                database.number(
                        "select count(*) from event e join delivery d on d.lane = e.lane and d.id = e.delivery"
                                + " where d.id < e.id and d.body = '[a,b,c]'::bytea and d.method = 'POST' and d.query = 'q=1'"
                                + " and d.headers = E'Content-Type: text/plain\\nX-A: b: c' and d.received = '2026-11-20 06:00:00Z'"));
    }

    @Test
    void aPartOfABodyAndWhatIsNotUnderstoodBringTheirDelivery() {
        push("[a]", item("a", delivery("a")));
        push("b", bad("b"));
        assertEquals(2, database.number("select count(*) from delivery"));
        assertEquals(1, database.number("select count(*) from quarantine where delivery is not null"));
    }

    @Test
    void aBatchThatComesAgainIsNotKeptAgain() {
        Item[] items = {item("a", delivery("a")), item("b", delivery("b"))};
        push("[a,b]", items);
        Committed again = push("[a,b]", items);

        assertArrayEquals(new boolean[] {true, true}, again.known());
        assertEquals(1, database.number("select count(*) from delivery"));
        push("[a,b]", items[0], items[1], item("c", delivery("c")));
        assertEquals(2, database.number("select count(*) from delivery"));
        assertEquals(3, database.number("select count(*) from event"));
    }

    @Test
    void plainAndBatchedDeliveriesOfOneStatementDoNotMixUp() {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            receipts.add(pushing("p" + i, item("p" + i, delivery("p" + i))));
            receipts.add(pushing("[x" + i + ",y]", item("x" + i, delivery("x" + i)), item("y", delivery("y" + i))));
        }
        receipts.forEach(receipt -> assertInstanceOf(Committed.class, await(receipt)));

        assertEquals(300, database.number("select count(*) from delivery"));
        assertEquals(300, database.number("select count(*) from event where delivery is null"));
        assertEquals(
                600,
                database.number("select count(*) from event e join delivery d on d.id = e.delivery"
                        + " where position(e.payload in d.body) > 0"));
    }

    @Test
    void aThousandItemsCommitTogetherInOrderThoughAStatementHolds512() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            items.add(i == 500 ? bad("item 500") : item("item " + i, delivery("i" + i)));
        }
        CompletableFuture<Receipt> big = pushing("[…]", items.toArray(Item[]::new));
        List<CompletableFuture<Receipt>> others = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            others.add(pushing("o" + i, item("o" + i, delivery("o" + i))));
        }
        Committed receipt = (Committed) await(big);
        others.forEach(other -> assertInstanceOf(Committed.class, await(other)));

        assertEquals(1_000, database.number("select count(*) from event where delivery is not null"));
        assertEquals(999 + 600, database.number("select count(*) from message"));
        assertEquals(1, database.number("select count(distinct xmin::text) from event where delivery is not null"));
        for (int i = 1; i < 1_000; i++) {
            assertTrue(receipt.ids()[i - 1] < receipt.ids()[i]);
        }
        Recorder.eventually("handed over", () -> bench.recorder.handedOver.size() == 1_599);
        List<String> order = bench.recorder.handedOver.stream()
                .map(message -> new String(message.event().item().payload(), StandardCharsets.UTF_8))
                .filter(payload -> payload.startsWith("item"))
                .toList();
        assertEquals(
                items.stream()
                        .filter(item -> item.quarantine() == null)
                        .map(item -> new String(item.payload(), StandardCharsets.UTF_8))
                        .toList(),
                order);
    }

    @Test
    void tenThousandItemsCommitTogether() {
        Item[] items = new Item[10_000];
        for (int i = 0; i < items.length; i++) {
            items[i] = item("item " + i, delivery("i" + i));
        }
        assertInstanceOf(Committed.class, await(pushing("[…]", items)));
        assertEquals(10_000, database.number("select count(*) from event"));
        assertEquals(
                0,
                database.number("select count(*) from event e where e.id >= e.delivery + (8::int8 << 22)"),
                "an item lies further from its delivery than releases look");
    }

    @Test
    void aKnownDeliveryWithAnotherBodyIsAConflictAndTheStoredOneStays() {
        push("one", item("one", delivery("d1")));
        Committed same = push("one", item("one", delivery("d1")));
        Committed other = push("two", item("two", delivery("d1")));

        assertFalse(same.differs()[0]);
        assertTrue(other.differs()[0]);
        assertTrue(push("two", item("two", delivery("d1"))).differs()[0], "the first body is the one to differ from");
        assertEquals(1, database.number("select count(*) from event where payload = 'one'::bytea"));
        assertEquals(1, database.number("select count(*) from event"));
    }

    @Test
    void aConflictWithinOneStatementIsNoticedToo() {
        Committed both = push("[one,two]", item("one", delivery("d1")), item("two", delivery("d1")));
        assertArrayEquals(new boolean[] {false, true}, both.known());
        assertArrayEquals(new boolean[] {false, true}, both.differs());
    }

    @Test
    void whatWasPulledMayBeSpeltOtherwiseThanWhatWasPushed() {
        bench.append(Origin.PULL, item("{ \"a\" : 1 }", delivery("d1")));
        assertFalse(push("{\"a\":1}", item("{\"a\":1}", delivery("d1"))).differs()[0]);
        push("{\"b\":1}", item("{\"b\":1}", delivery("d2")));
        Committed pulled = (Committed) bench.append(Origin.PULL, item("{ \"b\" : 1 }", delivery("d2")));
        assertTrue(pulled.known()[0]);
        assertFalse(pulled.differs()[0]);
    }

    @Test
    void aReleaseAppendsAndMarksInOneCommit() {
        Committed first = push("[a,b]", item("a", delivery("a")), bad("b"));
        long delivery = database.number("select id from delivery");
        Committed released = (Committed) release(delivery, List.of(first.ids()[1]), item("b", delivery("b")));

        assertFalse(released.known()[0]);
        assertEquals(
                1,
                database.number("select count(*) from event e join quarantine q on q.events = array[e.id]"
                        + " where e.delivery = " + delivery + " and e.quarantine is null and e.xmin = q.xmin"));
        assertEquals(2, database.number("select count(*) from message"));
        assertEquals(1, database.number("select count(*) from delivery"));
    }

    @Test
    void aSecondReleaseWritesNothingEvenWithoutKeys() {
        Committed first = push("[a,b]", bad("a"), bad("b"));
        long delivery = database.number("select id from delivery");
        assertInstanceOf(Committed.class, release(delivery, List.of(first.ids()[0]), item("a")));

        assertInstanceOf(
                Receipt.Overtaken.class,
                release(delivery, List.of(first.ids()[0], first.ids()[1]), item("a"), item("b")));
        assertEquals(3, database.number("select count(*) from event"));
        assertEquals(1, database.number("select count(*) from quarantine where released_at is null"));
        assertInstanceOf(Committed.class, release(delivery, List.of(first.ids()[1]), item("b")));
        assertEquals(2, database.number("select count(*) from message"));
    }

    @Test
    void aReleaseOfNothingMarksAndAppendsNothing() {
        Committed first = push("{}", bad("{}"));
        long delivery = database.number("select id from delivery");
        Committed released = (Committed) release(delivery, List.of(first.ids()[0]));

        assertEquals(0, released.ids().length);
        assertEquals(1, database.number("select count(*) from quarantine where events = '{}'"));
        assertInstanceOf(Committed.class, await(pushing("next", item("next", delivery("next")))));
    }

    @Test
    void aReleaseRidesAloneAndItsFailureHurtsNobody() {
        Committed first = push("{}", bad("{}"));
        long delivery = database.number("select id from delivery");
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            receipts.add(pushing("n" + i, item("n" + i, delivery("n" + i))));
            if (i % 50 == 25) {
                receipts.add(releasing(delivery, List.of(first.ids()[0]), item("{}")));
            }
        }
        List<Receipt> all = receipts.stream().map(Workbench::await).toList();

        assertEquals(201, all.stream().filter(Committed.class::isInstance).count());
        assertEquals(3, all.stream().filter(Receipt.Overtaken.class::isInstance).count());
        assertEquals(201, database.number("select count(*) from message"));
    }

    private static Item bad(String payload) {
        Item item = item(payload);
        return new Item("quarantined", null, List.of(), null, null, null, null, item.payload(), "no id");
    }

    private Committed push(String body, Item... items) {
        return (Committed) await(pushing(body, items));
    }

    private CompletableFuture<Receipt> pushing(String body, Item... items) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        RawDelivery raw = new RawDelivery(
                Instant.parse("2026-11-20T06:00:00Z"),
                "POST",
                "q=1",
                List.of(Map.entry("Content-Type", "text/plain"), Map.entry("X-A", "b: c")),
                bytes);
        return append(new Arrival("shop", Origin.PUSH, List.of(items), new Envelope(bytes.length, () -> raw)));
    }

    private Receipt release(long delivery, List<Long> quarantined, Item... items) {
        return await(releasing(delivery, quarantined, items));
    }

    private CompletableFuture<Receipt> releasing(long delivery, List<Long> quarantined, Item... items) {
        Release release = new Release(delivery, quarantined);
        return append(new Arrival("shop", Origin.PUSH, List.of(items), null, release));
    }

    private CompletableFuture<Receipt> append(Arrival arrival) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        bench.journal.append(arrival, receipt::complete);
        return receipt;
    }
}
