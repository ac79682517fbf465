package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Walk;
import dev.holdfast.vendor.pull.WalkState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A walk under way: a list's of a scheduled round, or a backfill's.
 *
 * @param covered of the list, before this walk; null for never yet, and for a backfill
 * @param resumed whether the walk was begun earlier: its window may end long before now
 * @param hole before its window, what nobody will ever read; null for none, and once that is kept
 * @param backfill null for a scheduled round's
 * @param unkept calls that were made since anything was kept
 */
record Errand(
        Walk walk,
        WalkState state,
        Wish wish,
        @Nullable Instant covered,
        boolean resumed,
        @Nullable Span hole,
        @Nullable Backfill backfill,
        int unkept) {
    /** The name of its list. */
    String list() {
        return walk.terms().list();
    }

    /** Further on, everything kept. @param calls that the page took */
    Errand at(WalkState next, int calls) {
        Backfill mine = backfill;
        Backfill spent = mine == null ? null : mine.spent(unkept + calls);
        return new Errand(walk, next, wish, covered, resumed, null, spent, 0);
    }

    /** The same call again, later. */
    Errand again(WalkState next, int calls) {
        return new Errand(walk, next, wish, covered, resumed, hole, backfill, unkept + calls);
    }

    /**
     * Whether nothing is wanted but the vendor's place: the first walk over a list without times tells all that there ever
     * was, and not what of it happened since the source was ours.
     */
    boolean isForThePlace() {
        return covered == null && !walk.terms().timed();
    }

    boolean isDry() {
        return backfill != null && backfill.dryRun();
    }

    /** Calls that it may still make. */
    long callsLeft() {
        Backfill mine = backfill;
        Long most = mine == null ? null : mine.maxCalls();
        return mine == null || most == null ? Long.MAX_VALUE : most - mine.calls() - unkept;
    }
}
