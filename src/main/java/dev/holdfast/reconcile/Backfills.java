package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Walk;
import dev.holdfast.vendor.pull.WalkState;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The source's backfills, the oldest first: each reads its window of every list that may bring what it wants, as far as the
 * vendor remembers it.
 */
final class Backfills implements Work {
    private final PulledSource source;
    private final Claim claim;
    private final Store store;
    private final VendorLine line;
    private final InstantSource time;

    Backfills(PulledSource source, Claim claim, Store store, VendorLine line, InstantSource time) {
        this.source = source;
        this.line = line;
        this.time = time;
        this.claim = claim;
        this.store = store;
    }

    @Override
    public Future<Optional<Errand>> next() {
        return store.nextBackfill(claim).map(found -> found.map(this::errand));
    }

    private Errand errand(Backfill backfill) {
        Wish wish = new Wish(backfill.span(), backfill.types());
        List<String> lists = lists(wish, backfill);
        String at = backfill.list();
        boolean known = at != null && lists.contains(at);
        Walk walk = source.contract().walk(at != null && known ? at : lists.get(0));
        Optional<WalkState> under =
                Optional.ofNullable(known ? backfill.walk() : null).flatMap(walk::resume);
        WalkState state = under.orElseGet(() -> walk.begin(remembered(walk, backfill.span())));
        return new Errand(walk, state, wish, null, under.isPresent(), null, backfill, 0);
    }

    /** Without those whose vendor had forgotten the whole window when it was ordered; one of them at least. */
    private List<String> lists(Wish wish, Backfill backfill) {
        List<Walk> windows = source.windows(wish);
        // None only when the configuration has changed since the order: then they are read, and nothing is taken.
        List<Walk> wanted =
                windows.isEmpty() ? wish.lists(source.contract().walks().values()) : windows;
        List<Walk> told = wanted.stream()
                .filter(walk -> source.terms(walk)
                        .oldest(backfill.requestedAt())
                        .map(backfill.span().to()::isAfter)
                        .orElse(true))
                .toList();
        return (told.isEmpty() ? wanted : told)
                .stream().map(walk -> walk.terms().list()).toList();
    }

    /** Vendors answer with an error what they are asked beyond their memory. */
    private Span remembered(Walk walk, Span window) {
        return source.terms(walk)
                .oldest(time.instant())
                .filter(oldest -> oldest.isAfter(window.from()) && oldest.isBefore(window.to()))
                .map(oldest -> new Span(oldest, window.to()))
                .orElse(window);
    }

    @Override
    public Future<Kept> keep(Errand errand, Turn.Page page) {
        return keep(errand, place(errand, page.state()), page.tally(), page.calls());
    }

    private Place place(Errand errand, WalkState state) {
        List<String> lists = lists(errand.wish(), backfill(errand));
        boolean last = lists.indexOf(errand.list()) == lists.size() - 1;
        Instant covered = last
                ? state.coveredTo(errand.walk().terms().rounds())
                : errand.wish().span().from();
        if (!state.done()) {
            return place(errand.list(), state.toJson(), covered, null, null);
        }
        return last
                ? place(errand.list(), null, covered, "finished", null)
                : place(lists.get(lists.indexOf(errand.list()) + 1), null, covered, null, null);
    }

    @Override
    public Future<Kept> breakOff(Errand errand, Turn.Stuck why) {
        Place place = place(errand.list(), errand.state().toJson(), null, "failed", why.reason());
        return keep(errand, place, Tally.NOTHING, why.calls());
    }

    private Future<Kept> keep(Errand errand, Place place, Tally tally, int calls) {
        Backfill backfill = backfill(errand);
        return line.left()
                .compose(left -> store.keep(
                        claim,
                        backfill,
                        place,
                        tally,
                        calls + errand.unkept(),
                        left.isPresent() ? left.getAsLong() : null));
    }

    private static Backfill backfill(Errand errand) {
        Backfill backfill = errand.backfill();
        if (backfill == null) {
            throw new IllegalArgumentException("no backfill's errand");
        }
        return backfill;
    }

    private static Place place(
            String list,
            @Nullable String walk,
            @Nullable Instant covered,
            @Nullable String end,
            @Nullable String error) {
        return new Place(list, walk, covered, null, null, end, error);
    }
}
