/**
 * The words everyone shares: what an event is, how it is known, where it goes.
 *
 * <p>Imports nothing of ours. Everything here is an immutable value or a pure function.
 *
 * <pre>
 *   a delivery comes in          an attempt goes out
 *   ───────────────────          ───────────────────
 *   delivery ─split─► Item ─append─► Event ─routes─► message (one event for one target) ─► attempt ─► answer
 * </pre>
 */
@NullMarked
package dev.holdfast.event;

import org.jspecify.annotations.NullMarked;
