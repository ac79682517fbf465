package dev.holdfast.reconcile.budget;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is left of our part of a budget.
 *
 * @param budget as metrics name it
 * @param left calls or points
 * @param of how many there are when nothing is taken
 * @param spends whether a call uses it up, as it does not use up a slot
 * @param lasts whether what is used up is so for more than a minute
 */
public record Left(String budget, double left, double of, boolean spends, boolean lasts) {
    /**
     * Calls that may be made before somebody has to wait for long: what the tightest of the long limits has left, or where
     * there are none, the tightest of the short ones; empty when nothing is limited.
     */
    public static OptionalLong calls(List<Left> all) {
        boolean lasting = all.stream().anyMatch(left -> left.spends() && left.lasts());
        return all.stream()
                .filter(left -> left.spends() && left.lasts() == lasting)
                .mapToLong(left -> (long) left.left())
                .min();
    }

    /** From 0 to 1. */
    public double ratio() {
        return of <= 0 ? 0 : Math.max(0, Math.min(1, left / of));
    }
}
