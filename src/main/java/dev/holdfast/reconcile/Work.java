package dev.holdfast.reconcile;

import io.vertx.core.Future;
import java.util.Optional;

/** A reason to walk: a round that is due, or a backfill. What is kept of a walk is kept here. */
interface Work {
    /** What to walk next; empty when nothing is left to do. */
    Future<Optional<Errand>> next();

    /** Keeps a page. */
    Future<Kept> keep(Errand errand, Turn.Page page);

    /** Keeps that the walk broke off. */
    Future<Kept> breakOff(Errand errand, Turn.Stuck why);
}
