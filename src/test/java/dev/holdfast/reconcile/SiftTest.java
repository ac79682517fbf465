package dev.holdfast.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.event.TypePattern;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of a page is known, what may be a gap, and what is new. */
class SiftTest {
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");
    private static final Span HOUR = new Span(AT.minus(Duration.ofHours(1)), AT.plusSeconds(1));
    private static final EventKey DECIDES = key("one", true);
    private static final EventKey TELLS = key("state", false);

    @Test
    void whatIsNotKnownIsFresh() {
        Sift sift = sift(List.of(found(DECIDES)), Map.of());
        assertEquals(1, sift.fresh().size());
        assertEquals(0, sift.knownItems());
    }

    @Test
    void whatAPushBroughtIsKnownAndNoGap() {
        Sift sift = sift(List.of(found(DECIDES)), Map.of(DECIDES.value(), new Stored(7, true)));
        assertEquals(1, sift.knownItems());
        assertEquals(Map.of(), sift.pulled());
        assertEquals(List.of(), sift.fresh());
    }

    @Test
    void whatAPullBroughtMayBeAGapThatWasNeverKept() {
        Sift sift = sift(List.of(found(DECIDES)), Map.of(DECIDES.value(), new Stored(7, false)));
        assertEquals(1, sift.knownItems());
        assertEquals(Map.of(7L, "order.paid"), sift.pulled());
    }

    @Test
    void aKeyThatOnlyTellsMakesNothingKnownWhereAnotherDecides() {
        Map<UUID, Stored> stored = Map.of(TELLS.value(), new Stored(7, true));
        assertEquals(1, sift(List.of(found(DECIDES, TELLS)), stored).fresh().size());
        assertEquals(0, sift(List.of(found(TELLS)), stored).fresh().size());
    }

    @Test
    void whatHasNoKeyIsKnownAgainByItsBytes() {
        Item item = ((Listed.Found) found()).item();
        EventKey key = Sift.recognisable("shop", item).keys().get(0);
        assertEquals(key, Sift.recognisable("shop", item).keys().get(0));
        assertNotEquals(key, Sift.recognisable("another", item).keys().get(0));
        assertEquals(true, key.decides());
        assertEquals(
                true,
                Sift.recognisable("shop", ((Listed.Found) found(TELLS)).item())
                        .keys()
                        .get(0)
                        .decides());
    }

    @Test
    void whatIsNotWantedIsNeitherKnownNorFresh() {
        Wish others = new Wish(HOUR, List.of(new TypePattern("customer.*")));
        Sift sift = Sift.of(
                "shop", terms(), others, List.of(found(DECIDES)), Map.of(DECIDES.value(), new Stored(7, false)));
        assertEquals(0, sift.knownItems());
        assertEquals(Map.of(), sift.pulled());
    }

    @Test
    void whatWasNotUnderstoodIsWantedWhateverItsType() {
        Wish others = new Wish(HOUR, List.of(new TypePattern("customer.*")));
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        Item item = new Item("quarantined", null, List.of(DECIDES), null, null, null, null, bytes, "no id");
        Sift sift = Sift.of("shop", terms(), others, List.of(new Listed.Found(item, false, AT)), Map.of());
        assertEquals(List.of(item), sift.fresh());
    }

    private static Sift sift(List<Listed> page, Map<UUID, Stored> stored) {
        return Sift.of("shop", terms(), new Wish(HOUR, List.of()), page, stored);
    }

    private static EventKey key(String name, boolean decides) {
        return EventKey.of(EventKey.Kind.DELIVERY, "shop", null, List.of(name), decides);
    }

    private static Listed found(EventKey... keys) {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        return new Listed.Found(
                new Item("order.paid", null, List.of(keys), null, null, null, "application/json", bytes, null),
                false,
                AT);
    }

    private static Terms terms() {
        return LogTerms.of(Kind.EXACT, null, Duration.ZERO, Duration.ZERO, false);
    }
}
