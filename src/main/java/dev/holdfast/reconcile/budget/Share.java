package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import java.util.List;

/** How much of a limit is ours. */
final class Share {
    private Share() {}

    /** So many of all; one at least, or nothing would ever be fetched. */
    static long of(long all, int percent) {
        return Math.max(1, all * percent / 100);
    }

    /**
     * What of the rest is ours. Others keep what they have not used yet of their part, and no more: what they used beyond it
     * we feel.
     *
     * @param all the whole limit
     * @param ours our part of it
     * @param used by us, of our part
     * @param remaining of the whole
     */
    static double left(double all, double ours, double used, double remaining) {
        double usedByOthers = Math.max(0, all - remaining - used);
        return remaining - Math.max(0, all - ours - usedByOthers);
    }

    /** The same budgets with another share. */
    static List<Budget> applied(List<Budget> budgets, int percent) {
        return budgets.stream().map(budget -> applied(budget, percent)).toList();
    }

    private static Budget applied(Budget budget, int percent) {
        if (budget instanceof Budget.Window window) {
            return new Budget.Window(window.calls(), window.per(), percent);
        }
        if (budget instanceof Budget.Daily daily) {
            return new Budget.Daily(daily.calls(), daily.resets(), percent);
        }
        if (budget instanceof Budget.Bucket bucket) {
            return new Budget.Bucket(bucket.size(), bucket.refill(), bucket.per(), bucket.points(), percent);
        }
        return new Budget.Concurrent(((Budget.Concurrent) budget).calls(), percent);
    }
}
