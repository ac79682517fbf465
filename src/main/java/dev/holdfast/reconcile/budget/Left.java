package dev.holdfast.reconcile.budget;

/**
 * What is left of our part of a budget.
 *
 * @param budget as metrics name it
 * @param left calls or points
 * @param of how many there are when nothing is taken
 */
public record Left(String budget, double left, double of) {
    /** From 0 to 1. */
    public double ratio() {
        return of <= 0 ? 0 : Math.max(0, Math.min(1, left / of));
    }
}
