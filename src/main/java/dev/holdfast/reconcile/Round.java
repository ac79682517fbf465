package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Terms;
import dev.holdfast.vendor.pull.Walk;
import dev.holdfast.vendor.pull.WalkState;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A scheduled round: every list of the source, one after the other, each from where it was left. */
final class Round implements Work {
    private final PulledSource source;
    private final Claim claim;
    private final Store store;
    private final InstantSource time;
    private final Duration kept;
    private final Deque<String> lists;

    /** @param kept how long a gap is remembered */
    Round(PulledSource source, Claim claim, Store store, InstantSource time, Duration kept) {
        this.source = source;
        this.claim = claim;
        this.store = store;
        this.time = time;
        this.kept = kept;
        this.lists = new ArrayDeque<>(source.contract().walks().keySet());
    }

    @Override
    public Future<Optional<Errand>> next() {
        String list = lists.peek();
        return list == null
                ? over().map(Optional.empty())
                : store.cursor(claim, list)
                        .map(cursor -> errand(source.contract().walk(list), cursor))
                        .compose(errand -> errand.isPresent() ? Future.succeededFuture(errand) : past());
    }

    private Future<Optional<Errand>> past() {
        lists.poll();
        return next();
    }

    private Future<Void> over() {
        return store.forgetGaps(claim, kept)
                .compose(v -> store.roundOver(claim, source.pace().every()));
    }

    /** The walk that was under way, or what is due by now. */
    private Optional<Errand> errand(Walk walk, Cursor cursor) {
        String under = cursor.walk();
        return under == null
                ? due(walk.terms(), cursor)
                        .map(span -> errand(walk, walk.begin(span, cursor.position()), cursor, false))
                : Optional.of(errand(walk, WalkState.parse(under), cursor, true));
    }

    private Optional<Span> due(Terms terms, Cursor cursor) {
        return Due.span(terms, source.pace(), cursor.covered(), claim.since(), time.instant());
    }

    private static Errand errand(Walk walk, WalkState state, Cursor cursor, boolean resumed) {
        Span wanted = Due.wanted(walk.terms(), state.whole(), cursor.covered());
        return new Errand(walk, state, new Wish(wanted, List.of()), cursor.covered(), resumed, null, 0);
    }

    @Override
    public Future<Kept> keep(Errand errand, Turn.Page page) {
        WalkState state = page.state();
        if (state.done() && !errand.resumed()) {
            // One that was begun long ago is followed by the walk from there to now.
            lists.remove(errand.list());
        }
        return store.keep(claim, place(errand, state), page.tally(), page.calls() + errand.unkept());
    }

    private Duration took(Errand errand) {
        return Due.took(errand.walk().terms(), source.pace(), errand.state().whole(), time.instant());
    }

    private Place place(Errand errand, WalkState state) {
        if (!state.done()) {
            return new Place(errand.list(), state.toJson(), null, null, state.reached(), null, null);
        }
        boolean timed = errand.walk().terms().style() != Terms.Style.POSITION;
        Instant told = Due.covered(errand.covered(), state.reached(), state.whole(), took(errand), timed);
        Instant covered = Due.bounded(told, state.bound(), state.whole());
        return new Place(errand.list(), null, covered, state.position(), state.reached(), null, null);
    }

    /** The next round begins again where everything was surely read. */
    @Override
    public Future<Kept> breakOff(Errand errand, Turn.Stuck why) {
        lists.remove(errand.list());
        WalkState state = errand.state();
        Instant read = state.coveredTo(errand.walk().terms().rounds());
        Instant before = errand.covered();
        Instant covered = Due.covered(before, state.reached(), new Span(Instant.EPOCH, read), took(errand), true);
        Place place = new Place(
                errand.list(),
                null,
                before != null && covered.isAfter(before) ? covered : null,
                null,
                state.reached(),
                null,
                why.reason());
        return store.keep(claim, place, Tally.NOTHING, why.calls() + errand.unkept());
    }
}
