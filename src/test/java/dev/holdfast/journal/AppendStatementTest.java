package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static dev.holdfast.journal.Workbench.told;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.journal.Receipt.Committed;
import dev.holdfast.journal.Receipt.Unavailable;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement that appends says the same of the same events. */
class AppendStatementTest {
    private final Database database = Database.fresh();
    private final Workbench bench = new Workbench(database);

    @AfterEach
    void close() {
        bench.close();
    }

    private static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of(
                        AppendStatement.BY_ONE_KEY, (Function<String, EventKey[]>) id -> new EventKey[] {delivery(id)}),
                Arguments.of(AppendStatement.PLAIN, (Function<String, EventKey[]>)
                        id -> new EventKey[] {delivery(id), told("state of " + id)}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void whatIsKnownAndWhatIsNewOfOneStatementDoNotMixUp(AppendStatement by, Function<String, EventKey[]> keys) {
        Committed before = push(item("a", keys.apply("a")), item("b", keys.apply("b")));
        Item[] items = {
            item("c", keys.apply("c")),
            item("b", keys.apply("b")),
            item("d", keys.apply("d")),
            item("another body", keys.apply("a"))
        };
        assertSame(by, statement(items));

        Committed receipt = push(items);

        assertArrayEquals(new boolean[] {false, true, false, true}, receipt.known());
        assertArrayEquals(new boolean[] {false, false, false, true}, receipt.differs());
        assertEquals(before.ids()[1], receipt.ids()[1]);
        assertEquals(before.ids()[0], receipt.ids()[3]);
        assertEquals(4, database.number("select count(*) from event"));
        assertEquals(4, database.number("select count(*) from message"));
        assertEquals(1, database.number("select count(*) from event where payload = 'a'::bytea"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void whoseLaneIsAnothersWritesNothing(AppendStatement by, Function<String, EventKey[]> keys) {
        push(item("known", keys.apply("known")));
        anotherTakesTheLane();
        Item[] late = {item("late", keys.apply("late")), item("known", keys.apply("known"))};
        assertSame(by, statement(late));

        assertInstanceOf(Unavailable.class, bench.append(Origin.PUSH, late));

        assertEquals(1, database.number("select count(*) from event"));
        assertEquals(1, database.number("select count(*) from message"));
        assertEquals(0, database.number("select count(*) from event_key where seen_count > 1"));
    }

    @ParameterizedTest(name = "of {0}")
    @CsvSource({"shop, 1", "unheard, 0"})
    void oneEventIsNewThenKnownThenKnownWithAnotherBody(String source, int messages) {
        Committed fresh = (Committed) one(source, "a", "a");
        Committed again = (Committed) one(source, "a", "a");
        Committed changed = (Committed) one(source, "another body", "a");

        assertArrayEquals(new boolean[] {false}, fresh.known());
        assertArrayEquals(new boolean[] {true}, again.known());
        assertArrayEquals(new boolean[] {false}, again.differs());
        assertArrayEquals(new boolean[] {true}, changed.known());
        assertArrayEquals(new boolean[] {true}, changed.differs());
        assertArrayEquals(fresh.ids(), again.ids());
        assertArrayEquals(fresh.ids(), changed.ids());
        assertEquals(1, database.number("select count(*) from event where payload = 'a'::bytea"));
        assertEquals(messages, database.number("select count(*) from message where bytes = 1"));
        assertEquals(3, database.number("select seen_count from event_key"));
    }

    @ParameterizedTest(name = "of {0}")
    @CsvSource({"shop, 1", "unheard, 0"})
    void oneEventOfALaneThatIsAnothersWritesNothing(String source, int messages) {
        one(source, "known", "known");
        anotherTakesTheLane();

        assertInstanceOf(Unavailable.class, one(source, "late", "late"));

        assertEquals(1, database.number("select count(*) from event"));
        assertEquals(messages, database.number("select count(*) from message"));
    }

    @ParameterizedTest(name = "of {0}")
    @CsvSource({"shop", "unheard"})
    void oneKnownEventOfALaneThatIsAnothersIsNotNoted(String source) {
        one(source, "known", "known");
        anotherTakesTheLane();

        assertInstanceOf(Unavailable.class, one(source, "known", "known"));

        assertEquals(0, database.number("select count(*) from event_key where seen_count > 1"));
    }

    @Test
    void oneEventTakesAStatementOfItsOwnAndAShorterOneWhenNobodyWantsIt() {
        assertSame(AppendStatement.ONE, statement(new int[] {7}, item("a", delivery("a"))));
        assertSame(AppendStatement.ONE_FOR_NOBODY, statement(item("a", delivery("a"))));
    }

    private void anotherTakesTheLane() {
        database.run(
                "update lane set owner = gen_random_uuid(), epoch = epoch + 1, lease_until = now() + interval '1 min'");
        database.run("update lane_hold set epoch = epoch + 1");
    }

    private Receipt one(String source, String payload, String id) {
        return await(bench.appending(new Arrival(source, Origin.PUSH, List.of(item(payload, delivery(id))))));
    }

    @Test
    void anEventThatIsItsOwnDuplicateInABatchIsOneEvent() {
        Item[] twice = {item("a", delivery("a")), item("a", delivery("a"))};
        assertSame(AppendStatement.ONE_FOR_NOBODY, statement(twice));

        Committed receipt = push(twice);

        assertArrayEquals(new boolean[] {false, true}, receipt.known());
        assertEquals(receipt.ids()[0], receipt.ids()[1]);
        assertEquals(1, database.number("select count(*) from event"));
    }

    @Test
    void oneEventWithoutAKeyTakesTheLongerStatement() {
        assertSame(AppendStatement.PLAIN, statement(item("a", delivery("a")), item("b")));
        assertSame(AppendStatement.PLAIN, statement(item("a", told("state"))));
    }

    private AppendStatement statement(Item... items) {
        return statement(new int[0], items);
    }

    private AppendStatement statement(int[] targets, Item... items) {
        Arrival arrival = new Arrival("shop", Origin.PUSH, List.of(items));
        List<Pending> pending = new ArrayList<>();
        pending.add(new Pending(
                arrival, Long.MAX_VALUE, (ContextInternal) bench.vertx.getOrCreateContext(), receipt -> {}));
        return new Batch(pending, 1, 0, 1, (source, type) -> targets).statement();
    }

    private Committed push(Item... items) {
        return (Committed) bench.append(Origin.PUSH, items);
    }
}
