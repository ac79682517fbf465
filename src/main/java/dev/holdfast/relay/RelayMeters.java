package dev.holdfast.relay;

import dev.holdfast.target.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the relay measures, by configured target and a closed set of verdicts. */
public final class RelayMeters {
    private final MeterRegistry registry;
    private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    private record Counted(String target, String verdict) {}

    public RelayMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void attempt(String target, Verdict verdict, Answer answer) {
        Counted counted = new Counted(target, word(verdict));
        counters.computeIfAbsent(
                        counted, c -> registry.counter("holdfast.attempts", "target", c.target, "verdict", c.verdict))
                .increment();
        timers.computeIfAbsent(target, t -> registry.timer("holdfast.attempt", "target", t))
                .record(answer.millis(), TimeUnit.MILLISECONDS);
    }

    /** The word for a verdict in metrics and logs. */
    static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Relayed) {
            return "relayed";
        } else if (verdict instanceof Verdict.Retry) {
            return "retry";
        } else if (verdict instanceof Verdict.Dead) {
            return "dead";
        }
        return verdict instanceof Verdict.Pause ? "pause" : "not-sent";
    }
}
