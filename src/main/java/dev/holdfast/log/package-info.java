/**
 * Wide lines: one JSON object for each delivery and each attempt, with everything that is known of it.
 *
 * <p>Imports nothing of ours. Writing a line costs its thread about a microsecond: it is put together and queued; one
 * background thread writes. A full queue drops lines and counts them: a slow terminal must not slow a delivery.
 */
@NullMarked
package dev.holdfast.log;

import org.jspecify.annotations.NullMarked;
