/**
 * Where events go: the HTTP target with its signature, its limits and its breaker.
 *
 * <p>A target turns one attempt into one {@link dev.holdfast.target.Answer} and never fails: no answer is an answer too.
 * Imports {@code event}.
 *
 * <pre>
 *   Outgoing ─► Breaker ─► HttpAttempt ─► Addresses ─► Dialler ─► RelayHeaders ─► the wire ─► Answer
 *                 │            │              │                        │
 *            refuses a     ends in time:   EgressGuard            Signatures, HeaderText,
 *            sick target   Deadlines       checks what is         TraceParent
 *                                          then dialled
 * </pre>
 */
@NullMarked
package dev.holdfast.target;

import org.jspecify.annotations.NullMarked;
