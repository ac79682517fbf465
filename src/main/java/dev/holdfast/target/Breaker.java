package dev.holdfast.target;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Leaves a sick target alone for a while.
 *
 * <pre>
 *   closed ──10 of the last 20 attempts say that it is sick──► open ──delay──► half open ──one good probe──► closed
 *                                                               ▲                 │
 *                                                               └──a bad probe────┘
 * </pre>
 *
 * <p>Sick is: no connection, no answer in time, an address that is never dialled, 5xx. Any other status is given by a target
 * that works: 429 is a healthy one that paces us, which its {@code Retry-After} does, and a 4xx is about the message.
 *
 * <p>The guard completes on the context that called it, two turns of its loop later. The state may be read by any thread.
 */
final class Breaker {
    private static final int LAST_ATTEMPTS = 20;
    private static final double SICK_RATIO = 0.5;

    /** While a probe is under way nobody knows how it ends: ask again after this. */
    private static final Duration PROBE_WAIT = Duration.ofMillis(100);

    /** The guard's own clock may say a little later than ours that the delay is over. */
    private static final Duration LEAST_OPEN = Duration.ofMillis(1);

    private final TypedGuard<Uni<Answer>> guard;
    private final Duration delay;
    private final LongSupplier nanos;

    private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
    private volatile boolean probing;
    private volatile long openedAt;

    /**
     * A closed breaker.
     *
     * @param name for logs
     * @param nanos a monotonic clock
     */
    Breaker(String name, Duration delay, LongSupplier nanos) {
        this.delay = delay;
        this.nanos = nanos;
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Answer>>() {})
                .withDescription("target " + name)
                .withCircuitBreaker()
                .requestVolumeThreshold(LAST_ATTEMPTS)
                .failureRatio(SICK_RATIO)
                .successThreshold(1)
                .delay(delay.toMillis(), ChronoUnit.MILLIS)
                .onStateChange(this::changed)
                .done()
                .build();
    }

    /** Makes the attempt unless the breaker is open, in which case it says so at once. */
    Uni<Answer> guarded(Supplier<Uni<Answer>> attempt) {
        return guard.get(() -> attempt.get().map(Breaker::told)).onFailure().recoverWithItem(this::answer);
    }

    /** How long until an attempt is let through; zero when one is let through now. */
    Duration openFor() {
        return switch (state) {
            case CLOSED -> Duration.ZERO;
            case HALF_OPEN -> probing ? PROBE_WAIT : Duration.ZERO;
            case OPEN -> longer(delay.minusNanos(nanos.getAsLong() - openedAt), LEAST_OPEN);
        };
    }

    private void changed(CircuitBreakerState next) {
        openedAt = nanos.getAsLong();
        probing = false;
        state = next;
    }

    private static Answer told(Answer answer) {
        if (isSick(answer)) {
            throw new Sick(answer);
        }
        return answer;
    }

    private Answer answer(Throwable failure) {
        if (failure instanceof Sick sick) {
            return sick.answer;
        }
        return failure instanceof CircuitBreakerOpenException
                ? refused()
                : new Answer(Answer.Kind.CONNECTION, 0, null, 0, FailureText.of(failure));
    }

    /** Who is refused by a half-open breaker learns by it that a probe is under way. */
    private Answer refused() {
        probing = true;
        return new Answer(Answer.Kind.BREAKER_OPEN, 0, null, 0, "the breaker is open");
    }

    private static boolean isSick(Answer answer) {
        return answer.kind() != Answer.Kind.STATUS || answer.status() >= 500;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Carries an answer past the guard, which counts failures and no items. */
    private static final class Sick extends RuntimeException {
        private final transient Answer answer;

        Sick(Answer answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }
}
