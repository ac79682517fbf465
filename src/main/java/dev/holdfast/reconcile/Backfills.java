package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Walk;
import dev.holdfast.vendor.pull.WalkState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The source's backfills, the oldest first: each reads its window of every list that may bring what it wants. */
final class Backfills implements Work {
    private final PulledSource source;
    private final Claim claim;
    private final Store store;
    private final VendorLine line;

    Backfills(PulledSource source, Claim claim, Store store, VendorLine line) {
        this.source = source;
        this.line = line;
        this.claim = claim;
        this.store = store;
    }

    @Override
    public Future<Optional<Errand>> next() {
        return store.nextBackfill(claim).map(found -> found.map(this::errand));
    }

    private Errand errand(Backfill backfill) {
        Wish wish = new Wish(backfill.span(), backfill.types());
        List<String> lists = lists(wish);
        String at = backfill.list();
        boolean known = at != null && lists.contains(at);
        Walk walk = source.contract().walk(at != null && known ? at : lists.get(0));
        String under = known ? backfill.walk() : null;
        WalkState state = under == null ? walk.begin(backfill.span()) : WalkState.parse(under);
        return new Errand(walk, state, wish, null, under != null, backfill, 0);
    }

    private List<String> lists(Wish wish) {
        return wish.lists(source.contract().walks().values()).stream()
                .map(walk -> walk.terms().list())
                .toList();
    }

    @Override
    public Future<Kept> keep(Errand errand, Turn.Page page) {
        return keep(errand, place(errand, page.state()), page.tally(), page.calls());
    }

    private Place place(Errand errand, WalkState state) {
        List<String> lists = lists(errand.wish());
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
        Backfill backfill = errand.backfill();
        if (backfill == null) {
            throw new IllegalArgumentException("no backfill's errand");
        }
        return line.left()
                .compose(left -> store.keep(
                        claim,
                        backfill,
                        place,
                        tally,
                        calls + errand.unkept(),
                        left.isPresent() ? left.getAsLong() : null));
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
