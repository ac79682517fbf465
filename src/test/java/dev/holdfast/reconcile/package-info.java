/**
 * Reconciliation against a vendor in this process, on a real PostgreSQL.
 *
 * <p>{@code Vendor} is the vendor and the line to it at once: it keeps what happened, answers as a list API does, and is as
 * bad as told. Over HTTP, with pages of the vendors' language, it is tried in {@code dev.holdfast.process}.
 */
@NullMarked
package dev.holdfast.reconcile;

import org.jspecify.annotations.NullMarked;
