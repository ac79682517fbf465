package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edges of windows: nothing falls between, and what is read twice is known. */
class EdgesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Edges edges(Duration unit, Terms.Edge from, Terms.Edge to) {
        return new Edges(Script.terms(Terms.Order.UNORDERED, new Terms.OnePage(), unit, from, to));
    }

    private static Span span(int from, int to) {
        return new Span(T0.plusSeconds(from), T0.plusSeconds(to));
    }

    @Test
    void aWindowHoldsItsBeginAndNotItsEndAsFinelyAsTheVendorTells() {
        Edges edges = edges(MINUTE, Terms.Edge.INCLUSIVE, Terms.Edge.EXCLUSIVE);
        Span odd = span(61, 119);
        assertTrue(edges.holds(odd, T0.plusSeconds(60)));
        assertFalse(edges.holds(odd, T0.plusSeconds(60).minusNanos(1)));
        assertTrue(edges.holds(odd, T0.plusSeconds(120).minusNanos(1)));
        assertFalse(edges.holds(odd, T0.plusSeconds(120)));
        assertTrue(edges.holds(odd, null));
        assertTrue(edges.isBefore(odd, T0.plusSeconds(59)));
        assertFalse(edges.isBefore(odd, T0.plusSeconds(60)));
        assertTrue(edges.isAfter(odd, T0.plusSeconds(120)));
        assertFalse(edges.isAfter(odd, T0.plusSeconds(119)));
    }

    @Test
    void halvesMeetAtAUnit() {
        Edges edges = edges(MINUTE, Terms.Edge.INCLUSIVE, Terms.Edge.EXCLUSIVE);
        assertEquals(List.of(span(0, 60), span(60, 120)), edges.halves(span(0, 120)));
        assertEquals(List.of(span(0, 60), span(60, 180)), edges.halves(span(0, 180)));
        assertEquals(List.of(), edges.halves(span(0, 60)));
        assertEquals(List.of(), edges.halves(span(1, 59)));
        assertEquals(List.of(span(30, 60), span(60, 70)), edges.halves(span(30, 70)));
        assertEquals(List.of(), edges.halves(span(60, 61)));
    }

    @Test
    void aDayThatIsIncludedReachesToItsEnd() {
        Edges days = edges(Duration.ofDays(1), Terms.Edge.EXCLUSIVE, Terms.Edge.INCLUSIVE);
        Span span = span(0, 86_400);
        assertEquals(Instant.parse("2026-11-19T00:00:00Z"), days.asksFrom(span));
        assertEquals(Instant.parse("2026-11-21T00:00:00Z"), days.asksTo(span));
        Edges hours = edges(Duration.ofHours(1), Terms.Edge.INCLUSIVE, Terms.Edge.INCLUSIVE);
        assertEquals(T0, hours.asksFrom(span(5, 6)));
        assertEquals(T0.plusSeconds(3_600), hours.asksTo(span(5, 6)));
        assertEquals(T0.plusSeconds(3_600), hours.asksTo(span(5, 3_600)));
    }

    @Test
    void timesBefore1970AreRoundedDownToo() {
        Edges edges = edges(MINUTE, Terms.Edge.INCLUSIVE, Terms.Edge.EXCLUSIVE);
        assertEquals(Instant.parse("1969-12-31T23:59:00Z"), edges.floor(Instant.parse("1969-12-31T23:59:59.5Z")));
        assertEquals(T0, edges.floor(T0.plusNanos(59_999_999_999L)));
    }

    @Test
    void aStepIsTakenOffTheFirstStretch() {
        Terms terms = Script.with(Script.terms(Terms.Order.UNORDERED, new Terms.OnePage()), 1, MINUTE, 0, false);
        Edges edges = new Edges(terms);
        assertEquals(List.of(span(0, 60), span(60, 61)), edges.stepped(List.of(span(0, 61))));
        assertEquals(List.of(span(0, 60)), edges.stepped(List.of(span(0, 60))));
        assertEquals(List.of(), edges.stepped(List.of()));
        assertEquals(
                List.of(span(0, 60), span(60, 90), span(90, 99)), edges.stepped(List.of(span(0, 90), span(90, 99))));
    }
}
