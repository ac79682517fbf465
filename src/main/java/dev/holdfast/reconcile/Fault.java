package dev.holdfast.reconcile;

import java.util.function.Supplier;

/**
 * A call that cannot be made, or an answer on which the reading fails: a mistake of ours, or in a vendor's page, that is there
 * again at the next try. Trouble with the database is none.
 */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Only what we say ourselves is sure to hold nothing secret. */
    private Fault(RuntimeException cause) {
        super(
                cause instanceof IllegalStateException
                        ? String.valueOf(cause.getMessage())
                        : cause.getClass().getSimpleName(),
                cause);
    }

    /** What the step gives. Throws a fault for whatever it throws. */
    static <T> T within(Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw new Fault(e);
        }
    }
}
