package dev.holdfast.relay;

import dev.holdfast.target.Answer;
import dev.holdfast.target.Target;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What the relay measures, by configured target and a closed set of verdicts. */
public final class RelayMeters {
    /** What an attempt can come to; one that was not made is not counted. */
    private static final List<String> COUNTED = List.of("relayed", "retry", "dead", "pause");

    private final MeterRegistry registry;
    private final InstantSource time;
    private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    private record Counted(String target, String verdict) {}

    /** @param time this machine's clock */
    public RelayMeters(MeterRegistry registry, InstantSource time) {
        this.registry = registry;
        this.time = time;
    }

    /** Shows a target from its start on: what has not happened yet stands at 0. */
    void watch(Target target, TargetRelay relay) {
        String name = target.settings().name();
        gauge("holdfast.target.in.flight", name, relay, TargetRelay::underWay);
        gauge("holdfast.target.paused", name, relay, r -> r.isPaused() ? 1 : 0);
        gauge(
                "holdfast.target.breaker.open.seconds",
                name,
                target,
                t -> t.breakerOpenFor().toMillis() / 1000.0);
        gauge("holdfast.backlog.age.seconds", name, relay, r -> waits(target, r));
        COUNTED.forEach(verdict -> attempts(new Counted(name, verdict)));
        timer(name);
    }

    /** Where nothing may be sent, more replicas would send nothing either. */
    private double waits(Target target, TargetRelay relay) {
        boolean open = relay.isPaused() || !target.breakerOpenFor().isZero();
        return open ? 0 : relay.backlog().ageSeconds(time.millis());
    }

    private <T> void gauge(String meter, String target, T of, ToDoubleFunction<T> value) {
        Gauge.builder(meter, of, value).tag("target", target).register(registry);
    }

    void attempt(String target, Verdict verdict, Answer answer) {
        attempts(new Counted(target, word(verdict))).increment();
        timer(target).record(answer.millis(), TimeUnit.MILLISECONDS);
    }

    private Counter attempts(Counted counted) {
        return counters.computeIfAbsent(
                counted, c -> registry.counter("holdfast.attempts", "target", c.target, "verdict", c.verdict));
    }

    private Timer timer(String target) {
        return timers.computeIfAbsent(target, t -> registry.timer("holdfast.attempt", "target", t));
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
