package dev.holdfast.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Listed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page brings in where it does not say all of it itself. */
class HaulTest {
    private static final EventKey KEY = key("one");
    private static final Listed.Sketch DETAIL = new Listed.Sketch(List.of(KEY), null, new byte[] {1}, 0);
    private static final Listed.Sketch FILE = new Listed.Sketch(List.of(), null, new byte[] {2}, 0);

    private static Sift sift(Map<Long, String> pulled, int known, int fresh, Listed.Sketch... sketches) {
        List<Item> items =
                IntStream.range(0, fresh).mapToObj(i -> item("fresh " + i)).toList();
        return new Sift(pulled, known, items, List.of(sketches));
    }

    private static EventKey key(String id) {
        return EventKey.of(EventKey.Kind.DELIVERY, "shop", null, List.of(id), true);
    }

    private static Item item(String... ids) {
        List<EventKey> keys = Stream.of(ids).map(HaulTest::key).toList();
        return new Item("t", null, keys, null, null, null, null, new byte[0], null);
    }

    @Test
    void aDryRunOpensWhatCouldBeKnownByNothingElse() {
        Haul haul = new Haul(sift(Map.of(), 0, 0, DETAIL, FILE));
        haul.countSketches();
        assertEquals(FILE, haul.nextSketch());
        haul.open(FILE, 3, sift(Map.of(7L, "t"), 1, 2));
        assertNull(haul.nextSketch());
        assertEquals(2, haul.fresh().size());
        Tally tally = haul.tally(2, type -> true);
        assertEquals(4, tally.fetched(), "a detail, and three in the file");
        assertEquals(4, tally.wanted());
        assertEquals(3, tally.fresh());
        assertEquals(List.of(7L), tally.events());
    }

    @Test
    void whatAPageListsSeveralTimesIsOneEvent() {
        Haul haul = new Haul(new Sift(Map.of(7L, "t"), 1, List.of(item("a"), item("a"), item("b")), List.of()));
        haul.open(FILE, 1, new Sift(Map.of(7L, "t"), 1, List.of(item("a")), List.of()));
        assertEquals(
                List.of(item("a").keys(), item("b").keys()),
                haul.fresh().stream().map(Item::keys).toList());
        haul.appended(new Appending.Appended(List.of(8L, 9L), List.of(false, false)));
        Tally tally = haul.tally(6, type -> true);
        assertEquals(List.of(7L, 8L, 9L), tally.events());
        assertEquals(List.of(true, true, true), tally.routed());
        assertEquals(6, tally.wanted());
        assertEquals(2, tally.fresh());
    }

    @Test
    void whatIsFoldedIntoAnotherHidesNobody() {
        Haul haul = new Haul(new Sift(Map.of(), 0, List.of(item("a"), item("a", "b"), item("b")), List.of()));
        assertEquals(
                List.of(item("a").keys(), item("b").keys()),
                haul.fresh().stream().map(Item::keys).toList());
    }

    @Test
    void aDryRunCountsADetailThatIsListedTwiceOnce() {
        Listed.Sketch again = new Listed.Sketch(List.of(KEY), null, new byte[] {3}, 0);
        Haul haul = new Haul(sift(Map.of(), 0, 0, DETAIL, again));
        haul.countSketches();
        Tally tally = haul.tally(2, type -> true);
        assertEquals(2, tally.wanted());
        assertEquals(1, tally.fresh());
    }
}
