package dev.holdfast.ops.settings;

import java.time.Duration;

/**
 * The journal's bounds.
 *
 * @param batchRows most events in one append statement
 * @param batchBytes most payload bytes in one append statement
 * @param queueRows most events waiting for their batch; past it a webhook is answered 503
 * @param queueBytes most payload bytes waiting for their batch; past it a webhook is answered 503
 * @param answerWithin how long an append may take before its webhook is answered 503
 * @param lease how long a lane stays its owner's without a renewal
 * @param keepKeys how long a delivery is recognised as known
 * @param keepEvents how long events with their bytes are kept
 */
public record JournalSettings(
        int batchRows,
        long batchBytes,
        int queueRows,
        long queueBytes,
        Duration answerWithin,
        Duration lease,
        Duration keepKeys,
        Duration keepEvents) {}
