package dev.holdfast.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which stretch is due, and what is covered after one: a hole between two is an event that nobody ever looks for. */
class DueTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LAG = Duration.ofSeconds(10);
    private static final Duration OVERLAP = Duration.ofSeconds(20);
    private static final Duration NO_TIME = Duration.ZERO;
    private static final Span WALKED = new Span(NOW.minus(Duration.ofHours(3)), NOW.minus(LAG));

    @Test
    void theNextBeginsAnOverlapBeforeWhatIsCoveredAndEndsALagBeforeNow() {
        Instant covered = NOW.minus(MINUTE);
        assertEquals(
                Optional.of(new Span(covered.minus(OVERLAP), NOW.minus(LAG))),
                Due.span(terms(null), pace(null, null, null), covered, NOW, NOW));
    }

    @Test
    void theConfigurationsOverlapAndLagGoBeforeThePages() {
        Instant covered = NOW.minus(MINUTE);
        assertEquals(
                Optional.of(new Span(covered.minus(MINUTE), NOW.minus(NO_TIME))),
                Due.span(terms(null), pace(null, MINUTE, NO_TIME), covered, NOW, NOW));
    }

    @Test
    void theFirstLooksBackAsFarAsIsConfiguredAndElseToWhenTheSourceCame() {
        Instant since = NOW.minus(Duration.ofHours(2));
        Duration lookback = Duration.ofDays(1);
        assertEquals(since.minus(OVERLAP), from(terms(null), pace(null, null, null), null, since));
        assertEquals(NOW.minus(lookback).minus(OVERLAP), from(terms(null), pace(lookback, null, null), null, since));
    }

    @Test
    void nothingIsAskedForThatTheVendorHasForgotten() {
        assertEquals(
                NOW.minus(Duration.ofDays(99)),
                from(terms(Duration.ofDays(100)), pace(null, null, null), NOW.minus(Duration.ofDays(140)), NOW),
                "a day less than it remembers: the edge is passed before the vendor is asked");
    }

    @Test
    void whatTheVendorForgotBeforeItWasReadIsAHole() {
        Duration remembered = Duration.ofDays(100);
        Instant asked = NOW.minus(Duration.ofDays(99));
        Instant covered = NOW.minus(Duration.ofDays(140));
        Pace pace = pace(null, null, null);
        assertEquals(Optional.of(new Span(covered, asked)), Due.hole(terms(remembered), pace, covered, NOW, NOW));
        assertEquals(Optional.empty(), Due.hole(terms(remembered), pace, asked, NOW, NOW), "to the moment");
        assertEquals(Optional.empty(), Due.hole(terms(null), pace, covered, NOW, NOW), "no limit");
        assertEquals(
                Optional.of(new Span(covered, asked)),
                Due.hole(terms(remembered), pace, null, covered, NOW),
                "never read");
    }

    @Test
    void nothingIsDueBeforeItsLagIsOver() {
        assertEquals(Optional.empty(), Due.span(terms(null), pace(null, NO_TIME, null), NOW.minus(LAG), NOW, NOW));
    }

    @Test
    void whatIsCoveredEndsWithTheNewestThatWasTold() {
        Instant newest = NOW.minus(Duration.ofMinutes(4));
        assertEquals(newest, Due.covered(null, newest, WALKED, NO_TIME, true));
    }

    @Test
    void aWalkThatTookLongCoversOnlyWhatWasThereWhenItBegan() {
        Instant newest = NOW.minus(Duration.ofMinutes(4));
        assertEquals(newest.minusSeconds(30), Due.covered(null, newest, WALKED, Duration.ofSeconds(30), true));
    }

    @Test
    void aWalkTookFromItsWindowsEndAndItsLagUntilNow() {
        assertEquals(NO_TIME, Due.took(terms(null), pace(null, null, null), WALKED, NOW));
        assertEquals(MINUTE, Due.took(terms(null), pace(null, null, null), WALKED, NOW.plus(MINUTE)));
        assertEquals(LAG, Due.took(terms(null), pace(null, null, NO_TIME), WALKED, NOW));
        assertEquals(
                NO_TIME, Due.took(terms(null), pace(null, null, null), WALKED, NOW.minus(MINUTE)), "clock set back");
    }

    @Test
    void whereNothingNewIsToldAnHourIsReadAgainAtMost() {
        Instant surely = WALKED.to().minus(Duration.ofHours(1));
        assertEquals(surely, Due.covered(null, null, WALKED, NO_TIME, true));
        assertEquals(surely, Due.covered(null, surely.minusSeconds(1), WALKED, NO_TIME, true));
        assertEquals(surely, Due.covered(null, surely.plusSeconds(5), WALKED, MINUTE, true));
    }

    @Test
    void whatIsCoveredNeverGoesBack() {
        Instant before = NOW.minus(MINUTE);
        assertEquals(before, Due.covered(before, before.minus(MINUTE), WALKED, NO_TIME, true));
        assertEquals(before, Due.covered(before, before.plusSeconds(1), WALKED, Duration.ofSeconds(2), true));
    }

    @Test
    void aVendorWhoseClockIsAheadCoversNoMoreThanWasAskedFor() {
        assertEquals(WALKED.to(), Due.covered(null, NOW.plus(MINUTE), WALKED, NO_TIME, true));
    }

    @Test
    void whatIsCoveredEndsWhereTheVendorSaysThatItIsWhole() {
        Instant told = NOW.minus(MINUTE);
        Instant bound = NOW.minus(Duration.ofHours(2));
        assertEquals(bound, Due.bounded(told, bound, WALKED));
        assertEquals(told, Due.bounded(told, null, WALKED));
        assertEquals(told, Due.bounded(told, NOW, WALKED));
        assertEquals(WALKED.from(), Due.bounded(told, Instant.EPOCH, WALKED), "what was covered before stays so");
    }

    @Test
    void whatAPlaceTellsIsWantedWhateverItsTimeButFromBeforeTheSourceWasOurs() {
        Terms place = place();
        assertEquals(new Span(WALKED.from(), Instant.MAX), Due.wanted(place, WALKED, null));
        assertEquals(new Span(Instant.EPOCH, Instant.MAX), Due.wanted(place, WALKED, NOW));
        assertEquals(WALKED, Due.wanted(terms(null), WALKED, null));
    }

    private static Terms place() {
        Terms plain = terms(null);
        return new Terms(
                plain.list(),
                plain.kind(),
                Terms.Style.POSITION,
                plain.order(),
                plain.paging(),
                1,
                plain.types(),
                null,
                NO_TIME,
                NO_TIME,
                null,
                plain.unit(),
                Terms.Edge.NONE,
                Terms.Edge.NONE,
                0,
                false,
                false,
                true);
    }

    @Test
    void whereItemsHaveNoTimesTheWindowIsCovered() {
        assertEquals(WALKED.to(), Due.covered(null, null, WALKED, MINUTE, false));
    }

    private static Instant from(Terms terms, Pace pace, @Nullable Instant covered, Instant since) {
        return Due.span(terms, pace, covered, since, NOW).orElseThrow().from();
    }

    private static Pace pace(@Nullable Duration lookback, @Nullable Duration overlap, @Nullable Duration lag) {
        return new Pace(MINUTE, lookback, overlap, lag);
    }

    private static Terms terms(@Nullable Duration lookback) {
        return LogTerms.of(Kind.EXACT, lookback, LAG, OVERLAP, false);
    }
}
