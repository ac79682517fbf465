package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.HOUR;
import static dev.holdfast.vendor.pull.Script.T0;
import static dev.holdfast.vendor.pull.Script.items;
import static dev.holdfast.vendor.pull.Script.listed;
import static dev.holdfast.vendor.pull.Script.terms;
import static dev.holdfast.vendor.pull.Script.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for, and what of the answers is taken, whatever the vendor. */
class WalkTest {
    private static final Terms OLDEST = terms(Terms.Order.OLDEST_FIRST, new Terms.ByCursor());
    private static final Terms NEWEST = terms(Terms.Order.NEWEST_FIRST, new Terms.ByCursor());

    @Test
    void edgesAreRoundedOutwardsAndWidenedWhereTheVendorLeavesThemOut() {
        Span odd = new Span(T0.plusMillis(300), T0.plusMillis(5_700));
        Script half = new Script(OLDEST, items(null));
        half.step(half.begin(odd));
        assertEquals(T0, half.asked.get(0).from());
        assertEquals(T0.plusSeconds(6), half.asked.get(0).to());
        Script exclusive = new Script(
                terms(
                        Terms.Order.UNORDERED,
                        new Terms.ByCursor(),
                        Duration.ofSeconds(1),
                        Terms.Edge.EXCLUSIVE,
                        Terms.Edge.INCLUSIVE),
                items(null));
        exclusive.step(exclusive.begin(odd));
        assertEquals(T0.minusSeconds(1), exclusive.asked.get(0).from());
        Script days = new Script(
                terms(
                        Terms.Order.UNORDERED,
                        new Terms.ByCursor(),
                        Duration.ofDays(1),
                        Terms.Edge.INCLUSIVE,
                        Terms.Edge.INCLUSIVE),
                items(null));
        days.step(days.begin(HOUR));
        assertEquals(Instant.parse("2026-11-20T00:00:00Z"), days.asked.get(0).from());
        assertEquals(Instant.parse("2026-11-20T00:00:00Z"), days.asked.get(0).to(), "the day is included to its end");
    }

    @Test
    void whatIsNotOfTheWindowIsNoItemOfIt() {
        Script script = new Script(OLDEST, items(null, -1, 0, 3_599, 3_600));
        Step.Listing listing = assertInstanceOf(Step.Listing.class, script.step(script.begin(HOUR)));
        assertEquals(
                List.of(T0, T0.plusSeconds(3_599)),
                listing.items().stream().map(Listed::at).toList());
        assertTrue(listing.next().done());
        assertEquals(T0.plusSeconds(3_599), listing.next().reached());
    }

    @Test
    void anItemWithoutATimeIsKept() {
        Script script = new Script(
                OLDEST, new Reading.Items(List.of(Script.found(null)), 1, null, null, null, null, List.of()));
        assertEquals(1, ((Step.Listing) script.step(script.begin(HOUR))).items().size());
    }

    @Test
    void readingEndsWhereTheOrderSaysThatNothingOfTheWindowFollows() {
        Script newest = new Script(NEWEST, items("more", 10, -1));
        assertTrue(listed(newest.step(newest.begin(HOUR))).done());
        Script oldest = new Script(OLDEST, items("more", 10, 3_600));
        assertTrue(listed(oldest.step(oldest.begin(HOUR))).done());
        Script unordered = new Script(terms(Terms.Order.UNORDERED, new Terms.ByCursor()), items("more", 10, -1));
        assertEquals("more", listed(unordered.step(unordered.begin(HOUR))).next());
    }

    @Test
    void aListThatMovesIsReadOnFromTheLastItemsTime() {
        Terms moving = with(terms(Terms.Order.OLDEST_FIRST, new Terms.ByNumber(1, 3, false)), 1, null, 0, true);
        Script script =
                new Script(moving, items(null, 1, 2, 5), items(null, 5, 5, 5), items(null, 5, 6, 7), items(null, 7));
        WalkState state = script.begin(HOUR);
        while (!state.done()) {
            state = listed(script.step(state));
        }
        assertEquals(
                List.of("0 1", "5 1", "5 2", "7 1"),
                script.asked.stream()
                        .map(ask -> Duration.between(T0, ask.from()).toSeconds() + " " + ask.next())
                        .toList());
    }

    @Test
    void stepsAndRoundsCoverEverything() {
        Terms terms = with(OLDEST, 2, Duration.ofMinutes(25), 0, false);
        Script script = new Script(terms, items(null));
        WalkState state = script.begin(HOUR);
        List<Instant> covered = new ArrayList<>();
        while (!state.done()) {
            covered.add(state.coveredTo(2));
            state = listed(script.step(state));
        }
        assertEquals(
                List.of("0 0-25", "0 25-50", "0 50-60", "1 0-25", "1 25-50", "1 50-60"),
                script.asked.stream()
                        .map(ask -> ask.round() + " "
                                + Duration.between(T0, ask.from()).toMinutes() + "-"
                                + Duration.between(T0, ask.to()).toMinutes())
                        .toList());
        assertEquals(T0, covered.get(2), "not before the last round");
        assertEquals(T0.plus(Duration.ofMinutes(25)), covered.get(4));
        assertEquals(HOUR.to(), state.coveredTo(2));
    }

    @Test
    void whatIsGoneIsSkippedAndTheOthersAreRead() {
        Script script =
                new Script(with(OLDEST, 2, null, 0, false), new Reading.Gone("is_archived", List.of()), items(null, 1));
        Step.Skipped skipped = assertInstanceOf(Step.Skipped.class, script.step(script.begin(HOUR)));
        assertEquals(1, skipped.next().round());
        assertTrue(listed(script.step(skipped.next())).done());
    }

    @Test
    void aVendorsPlaceInTheListIsKept() {
        Terms position = new Terms(
                "list",
                Kind.EXACT,
                Terms.Style.POSITION,
                Terms.Order.UNORDERED,
                new Terms.OnePage(),
                1,
                List.of("*"),
                null,
                Duration.ZERO,
                Duration.ZERO,
                null,
                Duration.ofSeconds(1),
                Terms.Edge.NONE,
                Terms.Edge.NONE,
                0,
                false,
                false,
                true);
        Script script = new Script(
                position,
                new Reading.Items(List.of(Script.found(T0.minusSeconds(9))), 1, null, true, null, "p1", List.of()),
                new Reading.Items(List.of(), 0, null, false, null, "p2", List.of()));
        Step.Listing first = assertInstanceOf(Step.Listing.class, script.step(script.begin(HOUR)));
        assertEquals(1, first.items().size(), "the place decides, and no time");
        WalkState end = listed(script.step(first.next()));
        assertTrue(end.done());
        assertEquals("p2", end.position());
        assertEquals("p1", script.asked.get(1).position());
    }
}
