package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.T0;
import static dev.holdfast.vendor.pull.Script.found;
import static dev.holdfast.vendor.pull.Script.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page says as a whole: its times, and what tells it from another. */
class OnPageTest {
    private static List<Listed> at(@Nullable Integer... seconds) {
        return Arrays.stream(seconds)
                .<Listed>map(second -> found(second == null ? null : T0.plusSeconds(second)))
                .toList();
    }

    private static Reading.Items unknown(int count, @Nullable String position, String... branches) {
        return new Reading.Items(List.of(), count, "n", null, null, position, List.of(branches), null, List.of());
    }

    @Test
    void theLastTimeMayBeOneThatOnlyTheFirstItemHas() {
        assertEquals(T0.plusSeconds(1), OnPage.lastAt(at(1, null, null)));
        assertEquals(T0.plusSeconds(2), OnPage.lastAt(at(3, 2, null)));
        assertNull(OnPage.lastAt(at(null, null)));
        assertNull(OnPage.lastAt(at()));
    }

    @Test
    void theNewestTimeMayStandAnywhere() {
        assertEquals(T0.plusSeconds(3), OnPage.newest(at(null, 1, 3, 2)));
        assertEquals(T0.plusSeconds(3), OnPage.newest(at(3, null)));
        assertNull(OnPage.newest(at(null, null)));
    }

    @Test
    void aPageIsWhatItsItemsAreKnownByAndNotWhatLeadsOn() {
        assertEquals(OnPage.content(items("a", 1, 2)), OnPage.content(items("b", 1, 2)));
        assertNotEquals(OnPage.content(items("a", 1, 2)), OnPage.content(items("a", 1, 3)));
        assertNotEquals(OnPage.content(items("a", 1, 2)), OnPage.content(items("a", 1)));
        Reading.Items placed = new Reading.Items(at(1), 1, null, null, null, "p1", List.of());
        assertEquals(OnPage.content(items(null, 1)), OnPage.content(placed), "what is known by more than its place");
    }

    @Test
    void aPageOfNothingKnownIsWhatItLeadsToOrItsPlace() {
        assertEquals("p1", OnPage.content(unknown(1, "p1")));
        assertEquals("a b", OnPage.content(unknown(2, "p1", "a", "b")));
        assertEquals("", OnPage.content(unknown(1, null)));
        assertEquals("", OnPage.content(unknown(0, "p1")), "an empty page is like any other");
    }
}
