/**
 * Relay: from the journal to the targets. Hand-over or cursor, send, judge, settle.
 *
 * <pre>
 *   Journal ─► Relay ─► TargetRelay (one a target) ─► Feed ─► Target ─► RetryPolicy ─► Verdict ─► Journal.settle
 * </pre>
 *
 * <p>Imports {@code event}, {@code journal} and {@code target}.
 */
@NullMarked
package dev.holdfast.relay;

import org.jspecify.annotations.NullMarked;
