package dev.holdfast.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.target.Answer;
import dev.holdfast.target.Answer.Kind;
import dev.holdfast.target.TargetSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final double MIDDLE = 0.5;
    private final RetryPolicy policy = new RetryPolicy(TargetSettings.DEFAULT_RETRIES, () -> MIDDLE);

    @Test
    void tenAttemptsTakeSeventyFiveHoursAndThenTheMessageIsDead() {
        Duration total = Duration.ZERO;
        for (int attempt = 1; attempt <= 9; attempt++) {
            total = total.plus(retry(status(500, null), attempt));
        }
        assertEquals(Duration.ofSeconds(5).plusMinutes(35).plusHours(75), total);
        assertInstanceOf(Verdict.Dead.class, policy.judge(status(500, null), 10));
    }

    @Test
    void everyOtherAnswerIsTriedAgain() {
        for (int status : List.of(301, 302, 307, 400, 401, 403, 404, 408, 413, 422, 425, 429, 500, 502, 503, 504)) {
            assertInstanceOf(Verdict.Retry.class, policy.judge(status(status, null), 1), "status " + status);
        }
        for (Kind kind : List.of(Kind.TIMEOUT, Kind.CONNECTION, Kind.FORBIDDEN_ADDRESS)) {
            assertInstanceOf(Verdict.Retry.class, policy.judge(new Answer(kind, 0, null, 1, "x"), 1), "kind " + kind);
        }
    }

    @Test
    void anyTwoHundredIsRelayed() {
        for (int status = 200; status < 300; status++) {
            assertInstanceOf(Verdict.Relayed.class, policy.judge(status(status, null), 1));
        }
    }

    @Test
    void aTargetThatAsksToBeLeftAloneLongerIs() {
        assertEquals(Duration.ofMinutes(2), retry(status(503, Duration.ofMinutes(2)), 1));
        assertEquals(Duration.ofMinutes(5), retry(status(429, Duration.ofMinutes(2)), 2));
    }

    @Test
    void jitterIsAFifthEitherWay() {
        assertEquals(Duration.ofSeconds(4), delayAt(0.0));
        assertEquals(Duration.ofMillis(5_999), delayAt(0.99999));
    }

    @Test
    void goneAnOpenBreakerAndNothingElsePauseOrDoNotCount() {
        assertInstanceOf(Verdict.Pause.class, policy.judge(status(410, null), 10));
        assertInstanceOf(Verdict.NotSent.class, policy.judge(new Answer(Kind.BREAKER_OPEN, 0, null, 0, null), 3));
    }

    private static Duration delayAt(double random) {
        RetryPolicy policy = new RetryPolicy(TargetSettings.DEFAULT_RETRIES, () -> random);
        return ((Verdict.Retry) policy.judge(status(500, null), 1)).dueIn();
    }

    private Duration retry(Answer answer, int attempt) {
        return ((Verdict.Retry) policy.judge(answer, attempt)).dueIn();
    }

    private static Answer status(int status, @Nullable Duration retryAfter) {
        return new Answer(Kind.STATUS, status, retryAfter, 1, status < 300 ? null : "status " + status);
    }
}
