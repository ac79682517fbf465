package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Observed;
import dev.holdfast.vendor.pull.Step;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call, as far as budgets care.
 *
 * @param after how long the vendor wants to be left alone; null when it does not say
 * @param observed what the answer said of budgets
 */
public record Outcome(Kind kind, @Nullable Duration after, List<Observed> observed) {
    /** How the vendor took it. */
    public enum Kind {
        /** The vendor is well, whatever the answer. */
        WELL,
        /** Too many calls. */
        THROTTLED,
        /** The vendor failed, or gave no answer. */
        FAILED
    }

    public Outcome {
        observed = List.copyOf(observed);
    }

    /** There was no whole answer. */
    public static Outcome noAnswer() {
        return new Outcome(Kind.FAILED, null, List.of());
    }

    /** Of an answer that was read. */
    public static Outcome of(Step step) {
        if (step instanceof Step.Again again) {
            Kind kind = again.why() == Step.Why.THROTTLED ? Kind.THROTTLED : Kind.FAILED;
            return new Outcome(kind, again.after(), again.observed());
        }
        return new Outcome(Kind.WELL, null, step.observed());
    }
}
