package dev.holdfast.receive;

import dev.holdfast.journal.Receipt;
import dev.holdfast.vendor.Cause;
import dev.holdfast.vendor.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the endpoint measures. Labels are configured sources and closed sets of words, so the number of series is bounded
 * whatever arrives.
 */
public final class ReceiveMeters {
    private final MeterRegistry registry;
    private final Counter unknownSources;
    private final Map<Object, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    /** How a delivery ended, but for those that were refused. */
    enum Result {
        STORED,
        DUPLICATE,
        EMPTY,
        HANDSHAKE,
        UNAVAILABLE;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    private record Counted(String source, Object what) {}

    private record Matched(String source, String alternative, int secret) {}

    public ReceiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.unknownSources = registry.counter("holdfast.deliveries.unknown.source");
    }

    void unknownSource() {
        unknownSources.increment();
    }

    void count(String source, Result result) {
        counter(
                        new Counted(source, result),
                        () -> registry.counter("holdfast.deliveries", "source", source, "outcome", result.word))
                .increment();
    }

    void refused(String source, Cause cause) {
        counter(
                        new Counted(source, cause),
                        () -> registry.counter("holdfast.deliveries.refused", "source", source, "cause", cause.word()))
                .increment();
    }

    void unavailable(String source, Receipt.Reason reason) {
        count(source, Result.UNAVAILABLE);
        counter(
                        new Counted(source, reason),
                        () -> registry.counter(
                                "holdfast.deliveries.unavailable", "source", source, "reason", reason.word()))
                .increment();
    }

    void stored(String source, Outcome.Admitted admitted, int known, int quarantined, long nanos) {
        int items = admitted.items().size();
        count(source, known == items ? Result.DUPLICATE : Result.STORED);
        events(source, "new", items - known);
        events(source, "duplicate", known);
        events(source, "quarantined", quarantined);
        counter(
                        new Matched(source, admitted.alternative(), admitted.secret()),
                        () -> registry.counter(
                                "holdfast.signatures",
                                "source",
                                source,
                                "alternative",
                                admitted.alternative(),
                                "secret",
                                Integer.toString(admitted.secret())))
                .increment();
        timers.computeIfAbsent(source, s -> registry.timer("holdfast.delivery", "source", s))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private void events(String source, String kind, int count) {
        if (count > 0) {
            counter(
                            new Counted(source, kind),
                            () -> registry.counter("holdfast.events", "source", source, "kind", kind))
                    .increment(count);
        }
    }

    private Counter counter(Object key, Supplier<Counter> make) {
        Counter known = counters.get(key);
        return known != null ? known : counters.computeIfAbsent(key, k -> make.get());
    }
}
