/**
 * Relay: from the journal to the targets. Hand-over or cursor, send, judge, settle.
 *
 * <p>Imports {@code event}, {@code journal} and {@code target}.
 */
@NullMarked
package dev.holdfast.relay;

import org.jspecify.annotations.NullMarked;
