package dev.holdfast.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.admin.Rereading.State;
import dev.holdfast.admin.Rereading.Told;
import dev.holdfast.event.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a second reading of a delivery changes. */
class RereadingTest {
    private static Item item(String payload, String quarantine) {
        return new Item("t", null, List.of(), null, null, null, null, bytes(payload), quarantine);
    }

    private static Item good(String payload) {
        return item(payload, null);
    }

    private static Item bad(String payload) {
        return item(payload, "not understood");
    }

    private static Told told(long id, String payload, State state) {
        return new Told(id, Rereading.digest(bytes(payload)), state);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> fresh(Rereading rereading) {
        return rereading.fresh().stream()
                .map(item ->
                        (item.quarantine() == null ? "" : "!") + new String(item.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void onlyWhatWasInQuarantineIsNew() {
        Rereading r = Rereading.of(
                List.of(good("a"), good("b"), good("c")),
                List.of(told(1, "a", State.EVENT), told(2, "b", State.WAITING), told(3, "c", State.EVENT)));
        assertEquals(List.of("b"), fresh(r));
        assertEquals(List.of(2L), r.released());
        assertEquals(0, r.waiting());
    }

    @Test
    void whatIsStillNotUnderstoodKeepsItsPlace() {
        Rereading r = Rereading.of(
                List.of(good("a"), bad("b"), good("c")),
                List.of(told(1, "a", State.EVENT), told(2, "b", State.WAITING), told(3, "c", State.WAITING)));
        assertEquals(List.of("c"), fresh(r));
        assertEquals(List.of(3L), r.released());
        assertEquals(1, r.waiting());
    }

    @Test
    void nothingUnderstoodIsNothingReleased() {
        Rereading r = Rereading.of(List.of(bad("whole")), List.of(told(1, "whole", State.WAITING)));
        assertEquals(List.of(), r.released());
        assertEquals(List.of(), fresh(r));
        assertEquals(1, r.waiting());
    }

    @Test
    void aWholeThatFallsApartIsReleasedAndItsBadPartGoesToQuarantineInItsPlace() {
        Rereading r = Rereading.of(List.of(good("a"), bad("b")), List.of(told(1, "[a,b]", State.WAITING)));
        assertEquals(List.of("a", "!b"), fresh(r));
        assertEquals(List.of(1L), r.released());
        assertEquals(1, r.waiting());
    }

    @Test
    void theNextReadingTakesThatPartAloneOutOfQuarantine() {
        Rereading r = Rereading.of(
                List.of(good("a"), good("b")),
                List.of(told(1, "[a,b]", State.RELEASED), told(7, "a", State.EVENT), told(8, "b", State.WAITING)));
        assertEquals(List.of("b"), fresh(r));
        assertEquals(List.of(8L), r.released());
    }

    @Test
    void itemsOfTheSameBytesAreCountedOneForOne() {
        Rereading r = Rereading.of(
                List.of(good("x"), good("x"), good("x")),
                List.of(told(1, "x", State.EVENT), told(2, "x", State.WAITING), told(3, "x", State.EVENT)));
        assertEquals(List.of("x"), fresh(r));
        assertEquals(List.of(2L), r.released());
    }

    @Test
    void anEventThatThePageDoesNotUnderstandAnyMoreStaysAnEvent() {
        Rereading r = Rereading.of(
                List.of(bad("a"), good("b")), List.of(told(1, "a", State.EVENT), told(2, "b", State.WAITING)));
        assertEquals(List.of("b"), fresh(r));
        assertEquals(List.of(2L), r.released());
    }

    @Test
    void aDeliveryThatHoldsNothingAfterAllLeavesQuarantineWithoutAnEvent() {
        Rereading r = Rereading.of(List.of(), List.of(told(1, "{}", State.WAITING)));
        assertEquals(List.of(), fresh(r));
        assertEquals(List.of(1L), r.released());
    }
}
