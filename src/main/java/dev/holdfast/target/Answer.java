package dev.holdfast.target;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt.
 *
 * @param kind how it ended
 * @param status HTTP status of an answer that came whole or was cut by us; 0 for all other kinds
 * @param retryAfter how long the target asked to be left alone, already capped; null when it did not ask
 * @param millis how long the attempt took
 * @param error in one line, without bodies, headers or secrets; null when the target accepted it
 */
public record Answer(
        Kind kind,
        int status,
        @Nullable Duration retryAfter,
        int millis,
        @Nullable String error) {
    /** How an attempt ends. */
    public enum Kind {
        /** The target answered; the status says what. */
        STATUS,
        /** Nothing came in time. The target may have accepted it. */
        TIMEOUT,
        /** No connection, or it broke before the answer was complete, or what came is not HTTP. The target may have accepted it. */
        CONNECTION,
        /** One of its addresses is one that we never dial. Nothing was sent. */
        FORBIDDEN_ADDRESS,
        /** The breaker is open: nothing was sent, and the attempt does not count. */
        BREAKER_OPEN
    }
}
