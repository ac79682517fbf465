package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Admits calls within the vendors' limits, for all replicas together. One for all sources; call it from anywhere. */
public final class Budgets {
    /**
     * Asks for one call. All of the source's budgets give at once, or none does. Two round trips to the database when it is
     * admitted.
     *
     * @param budgets of the contract
     * @param cost of the call, in points
     * @param patience how long to wait for it here; zero for not at all. Nothing is held while waiting
     * @return {@link Admission.Wait} when patience would not be enough; fails when the database does
     */
    public Future<Admission> take(String source, List<Budget> budgets, int cost, Duration patience) {
        throw new UnsupportedOperationException();
    }

    /**
     * Tells what became of the call: frees its slot, corrects the budgets by what the vendor said, and leaves the vendor
     * alone after a refusal: as long as it wants, or twice as long each time, with jitter. For all replicas.
     */
    public Future<Void> settle(Admission.Pass pass, Outcome outcome) {
        throw new UnsupportedOperationException();
    }

    /** What is left of each budget, in their order. */
    public Future<List<Left>> left(String source, List<Budget> budgets) {
        throw new UnsupportedOperationException();
    }
}
