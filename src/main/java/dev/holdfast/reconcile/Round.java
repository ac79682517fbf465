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
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled round: every list of the source that may bring what it is subscribed to, one after the other, each from where it
 * was left.
 */
final class Round implements Work {
    private static final Logger LOG = Logger.getLogger(Round.class);
    private static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);

    private final PulledSource source;
    private final Claim claim;
    private final Store store;
    private final InstantSource time;
    private final Duration kept;
    private final ReconcileMeters meters;
    private final Deque<String> lists;

    /** @param kept how long a gap is remembered */
    Round(PulledSource source, Claim claim, Store store, InstantSource time, Duration kept, ReconcileMeters meters) {
        this.source = source;
        this.claim = claim;
        this.store = store;
        this.time = time;
        this.kept = kept;
        this.meters = meters;
        this.lists = new ArrayDeque<>(
                source.wish(ALWAYS).lists(source.contract().walks().values()).stream()
                        .map(walk -> walk.terms().list())
                        .toList());
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

    /**
     * The walk that was under way, or what is due by now. One of another configuration is dropped: what is covered has not
     * moved, so what it was reading is read again.
     */
    private Optional<Errand> errand(Walk walk, Cursor cursor) {
        return Optional.ofNullable(cursor.walk())
                .flatMap(walk::resume)
                .map(state -> errand(walk, state, cursor, null, true))
                .or(() -> due(walk, cursor));
    }

    private Optional<Errand> due(Walk walk, Cursor cursor) {
        Terms terms = source.terms(walk);
        Instant now = time.instant();
        Span hole = Due.hole(terms, source.pace(), cursor.covered(), claim.since(), now)
                .orElse(null);
        return Due.span(terms, source.pace(), cursor.covered(), claim.since(), now)
                .map(span -> errand(walk, walk.begin(span, cursor.position()), cursor, hole, false));
    }

    private Errand errand(Walk walk, WalkState state, Cursor cursor, @Nullable Span hole, boolean resumed) {
        Span wanted = Due.wanted(walk.terms(), state.whole(), cursor.covered());
        return new Errand(walk, state, source.wish(wanted), cursor.covered(), resumed, hole, null, 0);
    }

    @Override
    public Future<Kept> keep(Errand errand, Turn.Page page) {
        WalkState state = page.state();
        // One that was begun long ago is followed by the walk from there to now.
        boolean over = state.done() && !errand.resumed();
        return store.keep(claim, place(errand, state), page.tally(), page.calls() + errand.unkept(), errand.hole())
                .onSuccess(done -> tell(errand, done))
                .onSuccess(done -> leave(errand, over && done.held()));
    }

    /** Only what is kept is over: what is not is read again, or breaks off again. */
    private void leave(Errand errand, boolean isOver) {
        if (isOver) {
            lists.remove(errand.list());
        }
    }

    /** Once: the page that is kept first after it has it. */
    private void tell(Errand errand, Kept done) {
        Span hole = errand.hole();
        if (hole != null && done.held()) {
            LOG.warnf(
                    "%s: %s: what happened from %s to %s is not read, and %s has forgotten it",
                    source,
                    errand.list(),
                    hole.from(),
                    hole.to(),
                    source.contract().vendor());
            meters.hole(source.name());
        }
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
        return store.keep(claim, place, Tally.NOTHING, why.calls() + errand.unkept(), null)
                .onSuccess(done -> leave(errand, done.held()));
    }
}
