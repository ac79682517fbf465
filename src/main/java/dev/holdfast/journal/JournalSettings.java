package dev.holdfast.journal;

import java.time.Duration;

/**
 * Bounds of the journal.
 *
 * @param batchRows events a statement, at most
 * @param batchBytes payload bytes a statement, at most (one larger arrival goes alone)
 * @param queueRows events waiting, at most; past it the vendor gets 503
 * @param queueBytes payload bytes waiting, at most
 * @param answerWithin how long an arrival may wait for its commit before the vendor gets 503
 * @param lease how long a lane stays ours without a renewal; a dead replica's messages wait this long for an adopter
 * @param retention how long events are kept after they came; must be longer than the retry schedule
 * @param keyRetention how long a delivery id is remembered
 */
public record JournalSettings(
        int batchRows,
        int batchBytes,
        int queueRows,
        int queueBytes,
        Duration answerWithin,
        Duration lease,
        Duration retention,
        Duration keyRetention) {
    /** What holds when nothing is configured. */
    public static final JournalSettings DEFAULT = new JournalSettings(
            512,
            1 << 20,
            16_384,
            64 << 20,
            Duration.ofMillis(1_800),
            Duration.ofSeconds(6),
            Duration.ofDays(30),
            Duration.ofDays(90));
}
