package dev.holdfast.relay;

import dev.holdfast.journal.Settlement;
import dev.holdfast.journal.Settlement.Outcome;
import dev.holdfast.target.Answer;
import dev.holdfast.target.Outgoing;
import org.jspecify.annotations.Nullable;

/** What the journal is told of an attempt. Pure. */
final class Settling {
    private Settling() {}

    static Settlement of(int target, Outgoing outgoing, Answer answer, Verdict verdict) {
        if (verdict instanceof Verdict.Retry retry) {
            return row(
                    target,
                    outgoing,
                    answer,
                    Outcome.RETRY,
                    retry.reason(),
                    retry.dueIn().toMillis());
        } else if (verdict instanceof Verdict.Pause pause) {
            return row(
                    target,
                    outgoing,
                    answer,
                    Outcome.RETRY,
                    pause.reason(),
                    pause.dueIn().toMillis());
        } else if (verdict instanceof Verdict.Dead dead) {
            return row(target, outgoing, answer, Outcome.DEAD, dead.reason(), 0);
        } else if (verdict instanceof Verdict.Relayed) {
            return row(target, outgoing, answer, Outcome.RELAYED, null, 0);
        }
        throw new IllegalArgumentException("what was not sent is not settled");
    }

    private static Settlement row(
            int target, Outgoing outgoing, Answer answer, Outcome outcome, @Nullable String error, long dueInMillis) {
        return new Settlement(
                target,
                outgoing.event().id(),
                outcome,
                outgoing.attempt(),
                answer.status(),
                answer.millis(),
                error,
                dueInMillis);
    }
}
