package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of time a scheduled walk reads. Pure.
 *
 * <p>What is covered follows the newest time that the list told, and not our clock: a vendor whose clock is behind stamps
 * what happens now with times that a walk of ours has already passed. Where nothing newer was told, the stretch is read
 * again, an hour of it at most, and costs a page.
 */
final class Due {
    /** How far behind ours a vendor's clock may be without anything being missed. */
    private static final Duration BEHIND = Duration.ofHours(1);

    private Due() {}

    /**
     * The stretch from shortly before the end of what is covered to shortly before now.
     *
     * @param covered up to where everything was read; null for never yet
     * @param since from when on the source is ours
     * @return empty when nothing is due yet
     */
    static Optional<Span> span(Terms terms, Pace pace, @Nullable Instant covered, Instant since, Instant now) {
        Instant begin = covered == null ? first(pace, since, now) : covered;
        Instant from = begin.minus(pace.overlap() == null ? terms.overlap() : pace.overlap());
        Instant oldest = terms.oldest(now).orElse(Instant.EPOCH);
        Instant start = from.isBefore(oldest) ? oldest : from;
        Instant end = now.minus(lag(terms, pace));
        return start.isBefore(end) ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    /**
     * What was to be read next and is forgotten by the vendor: nobody will ever fetch it.
     *
     * @param covered up to where everything was read; null for never yet
     */
    static Optional<Span> hole(Terms terms, Pace pace, @Nullable Instant covered, Instant since, Instant now) {
        Instant begin = covered == null ? first(pace, since, now) : covered;
        return terms.oldest(now).filter(begin::isBefore).map(oldest -> new Span(begin, oldest));
    }

    /**
     * Of which time things are wanted that a walk tells. A list whose vendor keeps the place tells each thing once, whatever its
     * time, so only what lies before the source was ours is left out, by the first walk.
     *
     * @param walked what the walk reads
     * @param covered null for the first walk
     */
    static Span wanted(Terms terms, Span walked, @Nullable Instant covered) {
        return terms.style() == Terms.Style.POSITION
                ? new Span(covered == null ? walked.from() : Instant.EPOCH, Instant.MAX)
                : walked;
    }

    /** No later than the vendor says that its answers are whole; but what was covered before stays so. */
    static Instant bounded(Instant covered, @Nullable Instant bound, Span walked) {
        if (bound == null || !bound.isBefore(covered)) {
            return covered;
        }
        return bound.isBefore(walked.from()) ? walked.from() : bound;
    }

    /** What lies before a source was ours is nobody's gap, unless the configuration says that it is. */
    private static Instant first(Pace pace, Instant since, Instant now) {
        return pace.lookback() == null ? since : now.minus(pace.lookback());
    }

    private static Duration lag(Terms terms, Pace pace) {
        Duration own = pace.lag();
        return own == null ? terms.lag() : own;
    }

    /** How long ago a walk over what {@link #span} said was begun. */
    static Duration took(Terms terms, Pace pace, Span walked, Instant now) {
        Duration took = Duration.between(walked.to().plus(lag(terms, pace)), now);
        return took.isNegative() ? Duration.ZERO : took;
    }

    /**
     * Up to where everything is read after a whole walk. What was read at its beginning is as old as its beginning, however
     * new the last that it told: so what is covered ends a walk's length before that.
     *
     * @param covered as it was before; null for never yet
     * @param reached the newest time of an item in the walk; null for none
     * @param took how long the walk took
     * @param timed whether the list's items have times at all
     */
    static Instant covered(
            @Nullable Instant covered, @Nullable Instant reached, Span walked, Duration took, boolean timed) {
        Instant end = walked.to();
        if (!timed) {
            return end;
        }
        Instant surely = end.minus(BEHIND);
        Instant told = reached == null ? walked.from() : reached.minus(took);
        Instant now = told.isAfter(end) ? end : told;
        Instant further = now.isAfter(surely) ? now : surely;
        return covered != null && covered.isAfter(further) ? covered : further;
    }
}
