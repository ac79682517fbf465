/**
 * A vendor's limits on calls, shared by all replicas.
 *
 * <pre>
 *   Budgets.take ─► Pass ─► send the call ─► Budgets.settle(pass, outcome)      always, whatever became of the call
 *               └─► Wait    nothing was taken: how long, and for which budget
 * </pre>
 *
 * <p>Imports {@code vendor.pull}.
 */
@NullMarked
package dev.holdfast.reconcile.budget;

import org.jspecify.annotations.NullMarked;
