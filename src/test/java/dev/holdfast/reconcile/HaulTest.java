package dev.holdfast.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Listed;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page brings in where it does not say all of it itself. */
class HaulTest {
    private static final EventKey KEY = EventKey.of(EventKey.Kind.DELIVERY, "shop", null, List.of("one"), true);
    private static final Listed.Sketch DETAIL = new Listed.Sketch(List.of(KEY), null, new byte[] {1}, 0);
    private static final Listed.Sketch FILE = new Listed.Sketch(List.of(), null, new byte[] {2}, 0);

    private static Sift sift(Map<Long, String> pulled, int known, int fresh, Listed.Sketch... sketches) {
        Item item = new Item("t", null, List.of(KEY), null, null, null, null, new byte[0], null);
        return new Sift(pulled, known, Collections.nCopies(fresh, item), List.of(sketches));
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
}
