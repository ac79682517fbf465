/**
 * The journal: what was received and what is still to be relayed, in PostgreSQL.
 *
 * <p>Four steps, each one SQL statement ({@link dev.holdfast.journal.JournalSql}): <b>append</b> commits deliveries in
 * micro-batches, <b>hand-over</b> gives the same objects to the relay (or lets it read by cursor), <b>settle</b> writes
 * what became of attempts, <b>promote</b> makes ready what has become due.
 *
 * <pre>
 *                append              relay                  settle: 2xx
 *   (nothing) ──────────► message ─────────► (in flight) ───────────────► gone, the attempt rows tell
 *                            ▲                    │ failed
 *                    promote │                    ▼
 *                            └──────────── message_retry ──schedule used up──► message_dead
 *                                                 ▲                                 │
 *                                                 └──────────── redrive ────────────┘
 * </pre>
 *
 * <p>A lane ({@link dev.holdfast.journal.Lane}) is one replica's part of it:
 *
 * <pre>
 *   free ──acquire──► held(epoch) ──release──► free
 *                       │   ▲
 *      connection lost, │   │ re-acquire: epoch + 1, which waits for whatever was under way
 *      outcome unknown  ▼   │
 *                     unsure ──lease over and adopted by another──► lost: forget everything, acquire another
 * </pre>
 *
 * <p>Imports {@code event} and {@code log}.
 */
@NullMarked
package dev.holdfast.journal;

import org.jspecify.annotations.NullMarked;
