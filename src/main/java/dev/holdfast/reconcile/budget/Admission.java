package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Whether a call may be made. */
public sealed interface Admission {

    /**
     * It may, once, and now: every budget of the source has it. Give it to {@link Budgets#settle} when the call has ended.
     *
     * @param id of the slot that it holds, where calls at once are limited
     * @param cost what it took of buckets, in points
     */
    record Pass(String source, List<Budget> budgets, UUID id, int cost) implements Admission {
        public Pass {
            budgets = List.copyOf(budgets);
        }
    }

    /**
     * Not yet; nothing was taken.
     *
     * @param after how long, at least: others may be quicker
     * @param reason the budget that is used up, as metrics name it, or {@code retry-after} while the vendor wants to be left
     *     alone
     */
    record Wait(Duration after, String reason) implements Admission {}
}
