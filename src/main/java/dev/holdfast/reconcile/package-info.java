/**
 * Reconcile: what never arrived is fetched through the vendor's pull API and ends in the same append as a webhook.
 *
 * <pre>
 *   due, or a backfill waits ─► claim ─► runner(epoch)
 *                                          │
 *   ask ─► answer ─► sift ─► details ─► append ─► keep ─► the next page, list, backfill ─► let go
 *    ▲                 │                            │
 *    └── wait ◄────────┘ not now            stale epoch: stop, nothing is kept
 * </pre>
 *
 * <p>There is one {@link dev.holdfast.reconcile.Runner} a source over all replicas. It appends a page's events, and only
 * then keeps its place, in one statement that checks its epoch: killed between the two, it reads the page again and finds
 * it known. What the journal has from a pull and is not yet a gap becomes one in that same statement, so a gap is neither
 * missed nor counted twice, wherever the kill came.
 *
 * <p>Pages are read and thrown away one at a time; nothing here grows with what a vendor has. What decides ({@link
 * dev.holdfast.reconcile.Due}, {@link dev.holdfast.reconcile.Sift}) is pure.
 *
 * <p>Imports {@code event}, {@code journal}, {@code vendor}, {@code secret} and {@code log}; never {@code receive} or {@code
 * relay}. How a call reaches the vendor, with which token and within which budget, is {@link
 * dev.holdfast.reconcile.VendorLine}'s.
 */
@NullMarked
package dev.holdfast.reconcile;

import org.jspecify.annotations.NullMarked;
