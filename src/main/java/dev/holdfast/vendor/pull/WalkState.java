package dev.holdfast.vendor.pull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk is: the durable cursor. Immutable; {@link #toJson} and {@link #parse} are the form in which it is kept.
 *
 * @param list name of the list
 * @param fingerprint of what its places mean anything for: {@link ListPage#fingerprint}
 * @param whole what the walk covers
 * @param began the vendor's place in the list when the walk began, for lists whose vendor keeps it; null for none
 * @param round which channel, module or object it is at, from 0
 * @param todo what is left of {@code whole} in this round, the stretch at hand first; empty when the walk is over
 * @param next what leads to the next page of the stretch; null for its first
 * @param position the vendor's place now; null for none yet
 * @param tally what is counted
 * @param safe up to where the stretch at hand is surely read, or down to where, when the newest come first; null for nothing
 * @param reached the newest time of an item so far: the high-water mark; null for none
 * @param trail of the stretch at hand
 * @param bound up to when the vendor says that its answers are whole; null when it does not say
 * @param fork what the last page's items lead to, while that is read; null for nothing
 */
public record WalkState(
        String list,
        String fingerprint,
        Span whole,
        @Nullable String began,
        int round,
        List<Span> todo,
        @Nullable String next,
        @Nullable String position,
        Tally tally,
        @Nullable Instant safe,
        @Nullable Instant reached,
        Trail trail,
        @Nullable Instant bound,
        @Nullable Fork fork) {
    public WalkState {
        todo = List.copyOf(todo);
    }

    static WalkState begin(String list, String fingerprint, Span whole, List<Span> todo, @Nullable String position) {
        return new WalkState(
                list,
                fingerprint,
                whole,
                position,
                0,
                todo,
                null,
                position,
                Tally.NONE,
                null,
                null,
                Trail.NONE,
                null,
                null);
    }

    /** Reads what {@link #toJson} wrote. Throws {@link IllegalArgumentException} for anything else. */
    public static WalkState parse(String json) {
        return StateJson.read(json);
    }

    /** The state as one line of JSON; some hundred bytes, more with a vendor's long cursor. */
    public String toJson() {
        return StateJson.write(this);
    }

    /** Whether everything was read. */
    public boolean done() {
        return todo.isEmpty();
    }

    /** How often this call failed, or was throttled, in a row: what a backoff goes by. */
    public int attempts() {
        return tally.attempts();
    }

    /** The stretch at hand. */
    Span current() {
        return todo.get(0);
    }

    /**
     * Up to where everything was read, in every round.
     *
     * @param rounds of the list
     */
    public Instant coveredTo(int rounds) {
        if (done()) {
            return whole.to();
        }
        return round + 1 < rounds ? whole.from() : current().from();
    }

    /** The same with another count. */
    WalkState with(Tally counted) {
        return new WalkState(
                list,
                fingerprint,
                whole,
                began,
                round,
                todo,
                next,
                position,
                counted,
                safe,
                reached,
                trail,
                bound,
                fork);
    }

    WalkState reached(@Nullable Instant at) {
        boolean newer = at != null && (reached == null || at.isAfter(reached));
        Instant mark = newer ? at : reached;
        return new WalkState(
                list, fingerprint, whole, began, round, todo, next, position, tally, safe, mark, trail, bound, fork);
    }

    /** No later than the vendor says that it is whole. */
    WalkState bounded(@Nullable Instant covers) {
        boolean earlier = covers != null && (bound == null || covers.isBefore(bound));
        Instant end = earlier ? covers : bound;
        return new WalkState(
                list, fingerprint, whole, began, round, todo, next, position, tally, safe, reached, trail, end, fork);
    }

    /** At what the page's items lead to; null when that is read. */
    WalkState at(@Nullable Fork way) {
        return new WalkState(
                list, fingerprint, whole, began, round, todo, next, position, tally, safe, reached, trail, bound, way);
    }

    /** After a page, within the same stretch. */
    WalkState on(
            @Nullable String following, @Nullable String place, Tally counted, @Nullable Instant read, Trail gone) {
        return new WalkState(
                list,
                fingerprint,
                whole,
                began,
                round,
                todo,
                following,
                place,
                counted,
                read,
                reached,
                gone,
                bound,
                null);
    }

    /** At the beginning of other stretches. */
    WalkState at(int otherRound, List<Span> stretches, @Nullable String place, Tally counted) {
        return new WalkState(
                list,
                fingerprint,
                whole,
                began,
                otherRound,
                stretches,
                null,
                place,
                counted,
                null,
                reached,
                Trail.NONE,
                bound,
                null);
    }

    /** The same stretch, later begun: what is before is read, and what was met there is no circle. */
    WalkState from(Instant from, Tally counted) {
        List<Span> later = new ArrayList<>(todo);
        later.set(0, new Span(from, current().to()));
        return new WalkState(
                list,
                fingerprint,
                whole,
                began,
                round,
                later,
                null,
                position,
                counted,
                from,
                reached,
                Trail.NONE,
                bound,
                null);
    }
}
