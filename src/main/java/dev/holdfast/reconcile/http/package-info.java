/**
 * The one door through which reconciliation reaches vendors: pages of a list and tokens alike. Imports {@code vendor.pull}.
 * Here is what is asked of it; {@code ops} hands in the client of {@code target}, which has the egress guard.
 */
@NullMarked
package dev.holdfast.reconcile.http;

import org.jspecify.annotations.NullMarked;
