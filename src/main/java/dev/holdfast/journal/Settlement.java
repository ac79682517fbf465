package dev.holdfast.journal;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt did to its message, to be written.
 *
 * @param n the attempt's number, from 1
 * @param status HTTP status; 0 when there was no answer
 * @param millis how long the attempt took
 * @param error one line; null when it was relayed
 * @param dueInMillis for {@link Outcome#RETRY}: how long from the commit
 */
public record Settlement(
        int target,
        long eventId,
        Outcome outcome,
        int n,
        int status,
        int millis,
        @Nullable String error,
        long dueInMillis) {
    /** Where the message goes. The order is what the statement counts by. */
    public enum Outcome {
        RELAYED,
        RETRY,
        DEAD
    }
}
