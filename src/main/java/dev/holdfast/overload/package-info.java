/**
 * Overload: what is given up first when more comes than can be done.
 *
 * <pre>
 *   deliveries under way ─► Room ─┐
 *   events under way ─────► Room ─┼─ pressure ─► Ladder ─► Level ─► reconcile, relay, admin
 *   event loops' lag ─────────────┘      └────────────────────────► receive: refuse this one?
 * </pre>
 *
 * <p>{@link dev.holdfast.overload.Room} and {@link dev.holdfast.overload.Ladder} decide and are pure: time and what was measured
 * are passed in. {@link dev.holdfast.overload.Overload} is what the others ask. Imports nothing of ours.
 */
@NullMarked
package dev.holdfast.overload;

import org.jspecify.annotations.NullMarked;
