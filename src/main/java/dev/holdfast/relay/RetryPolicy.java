package dev.holdfast.relay;

import dev.holdfast.target.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The schedule by which a target is tried again. Pure but for the randomness passed in. */
public final class RetryPolicy {
    /** Each delay is stretched or shortened by up to this part, so that what failed together does not come back together. */
    private static final double JITTER = 0.2;

    private static final int GONE = 410;

    private final List<Duration> delays;
    private final DoubleSupplier random;

    /**
     * @param delays after the first failed attempt, the second, …
     * @param random uniform in [0, 1)
     */
    public RetryPolicy(List<Duration> delays, DoubleSupplier random) {
        this.delays = List.copyOf(delays);
        this.random = random;
    }

    /** @param attempt the number of the attempt that was answered, from 1 */
    public Verdict judge(Answer answer, int attempt) {
        if (answer.kind() == Answer.Kind.BREAKER_OPEN) {
            return new Verdict.NotSent();
        }
        if (answer.kind() == Answer.Kind.STATUS && answer.status() / 100 == 2) {
            return new Verdict.Relayed();
        }
        String reason = reason(answer);
        if (answer.status() == GONE) {
            return new Verdict.Pause(delay(Math.min(attempt, delays.size()), answer), reason);
        }
        return attempt > delays.size() ? new Verdict.Dead(reason) : new Verdict.Retry(delay(attempt, answer), reason);
    }

    private Duration delay(int attempt, Answer answer) {
        Duration planned = attempt == 0 ? Duration.ZERO : delays.get(attempt - 1);
        double stretch = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        Duration jittered = Duration.ofMillis((long) (planned.toMillis() * stretch));
        Duration asked = answer.retryAfter();
        return asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
    }

    private static String reason(Answer answer) {
        String error = answer.error();
        return error == null ? "status " + answer.status() : error;
    }
}
