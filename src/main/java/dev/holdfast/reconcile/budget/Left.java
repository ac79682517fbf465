package dev.holdfast.reconcile.budget;

/**
 * What is left of our part of a budget.
 *
 * @param budget as metrics name it
 * @param left calls or points
 * @param of how many there are when nothing is taken
 * @param lasts whether what is used up is so for more than a minute
 */
public record Left(String budget, double left, double of, boolean lasts) {
    /** From 0 to 1. */
    public double ratio() {
        return of <= 0 ? 0 : Math.max(0, Math.min(1, left / of));
    }
}
