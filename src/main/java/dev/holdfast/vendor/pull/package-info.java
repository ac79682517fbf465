/**
 * The walk over a vendor's pull API: what to ask next, and what an answer means. Decides and never waits; no socket, no
 * clock, no store. Imports {@code event} and {@code secret}.
 *
 * <p>How a vendor's page says these things is {@code dev.holdfast.vendor}'s ({@code Pull.open} makes a {@link
 * dev.holdfast.vendor.pull.Contract} of a page and a source); what follows from them for any vendor is here.
 *
 * <pre>
 *   begin(span) ─► WalkState ─next─► Call ─(the caller sends it)─► Answer ─read─► Step
 *                     ▲                                                            │
 *                     └── Listing.next, Again.state, Expired.state, Split.state ◄──┘
 *
 *   Listing  items to append, then the state to keep: both in one transaction
 *   Again    not now: send the same again, after a while
 *   Unauthorized   another token, then the same again
 *   Expired  the vendor forgot where we were: what is surely read stays read, the rest begins again
 *   Split    the window holds more than the vendor tells at once: halves of it
 *   Skipped  this part of the list is gone (a channel that was archived): go on without it
 *   Broken   nobody gets further without somebody who acts
 * </pre>
 *
 * <p>A {@link dev.holdfast.vendor.pull.WalkState} is the durable cursor: small, immutable, JSON. Whoever keeps it with the
 * page's events may be killed anywhere: what was read and not kept is read again and known. Windows overlap, times are
 * rounded outwards, and every walk is bounded: a cursor that comes again, pages that stay empty, and windows that cannot be
 * split end in {@code Broken} and never in a loop or a silent hole.
 */
@NullMarked
package dev.holdfast.vendor.pull;

import org.jspecify.annotations.NullMarked;
