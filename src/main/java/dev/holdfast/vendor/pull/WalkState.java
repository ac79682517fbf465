package dev.holdfast.vendor.pull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk is: the durable cursor. Immutable; {@link #toJson} and {@link #parse} are the form in which it is kept.
 *
 * @param list name of the list
 * @param whole what the walk covers
 * @param round which channel, module or object it is at, from 0
 * @param todo what is left of {@code whole} in this round, the stretch at hand first; empty when the walk is over
 * @param next what leads to the next page of the stretch; null for its first
 * @param position the vendor's place in the list, for lists whose vendor keeps it; null for none yet
 * @param pages read of the stretch at hand
 * @param empty pages in a row that had nothing and promised more
 * @param attempts of this call that failed
 * @param refusals of this call's token
 * @param restarts of the stretch at hand that brought nothing
 * @param safe up to where the stretch at hand is surely read; null for nothing
 * @param reached the newest time of an item so far: the high-water mark; null for none
 * @param trail of the stretch at hand
 */
public record WalkState(
        String list,
        Span whole,
        int round,
        List<Span> todo,
        @Nullable String next,
        @Nullable String position,
        int pages,
        int empty,
        int attempts,
        int refusals,
        int restarts,
        @Nullable Instant safe,
        @Nullable Instant reached,
        Trail trail) {
    public WalkState {
        todo = List.copyOf(todo);
    }

    static WalkState begin(String list, Span whole, List<Span> todo, @Nullable String position) {
        return new WalkState(list, whole, 0, todo, null, position, 0, 0, 0, 0, 0, null, null, Trail.NONE);
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

    /** One more attempt that failed. */
    WalkState failed() {
        return new WalkState(
                list,
                whole,
                round,
                todo,
                next,
                position,
                pages,
                empty,
                attempts + 1,
                refusals,
                restarts,
                safe,
                reached,
                trail);
    }

    /** One more token that was not taken. */
    WalkState refused() {
        return new WalkState(
                list,
                whole,
                round,
                todo,
                next,
                position,
                pages,
                empty,
                attempts,
                refusals + 1,
                restarts,
                safe,
                reached,
                trail);
    }

    /** After a page, within the same stretch. */
    WalkState on(@Nullable String next, @Nullable String position, int empty, @Nullable Instant safe, Trail trail) {
        return new WalkState(
                list, whole, round, todo, next, position, pages + 1, empty, 0, 0, restarts, safe, reached, trail);
    }

    WalkState reached(@Nullable Instant at) {
        boolean newer = at != null && (reached == null || at.isAfter(reached));
        return new WalkState(
                list,
                whole,
                round,
                todo,
                next,
                position,
                pages,
                empty,
                attempts,
                refusals,
                restarts,
                safe,
                newer ? at : reached,
                trail);
    }

    /** At the beginning of other stretches. */
    WalkState at(int round, List<Span> todo, @Nullable String position, int restarts) {
        return new WalkState(list, whole, round, todo, null, position, 0, 0, 0, 0, restarts, null, reached, Trail.NONE);
    }

    /** The same stretch, later begun: what is before is read, and what was met there is no circle. */
    WalkState from(Instant from, int empty) {
        List<Span> later = new ArrayList<>(todo);
        later.set(0, new Span(from, current().to()));
        return new WalkState(
                list, whole, round, later, null, position, pages + 1, empty, 0, 0, restarts, from, reached, Trail.NONE);
    }
}
