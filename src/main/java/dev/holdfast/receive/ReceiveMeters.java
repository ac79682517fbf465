package dev.holdfast.receive;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.journal.Receipt;
import dev.holdfast.vendor.Cause;
import dev.holdfast.vendor.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What the endpoint measures. Labels are configured sources and closed sets of words, so the number of series is bounded
 * whatever arrives.
 */
public final class ReceiveMeters {
    private static final List<String> KINDS = List.of("new", "duplicate", "quarantined", "unkeyed");

    /** Why a request is told to come again before it gets as far as the journal. */
    private static final List<String> BEFORE_APPEND =
            List.of(Reception.NO_KEY, Reception.NO_CAPTURE, Reception.SHED, Reception.NO_MEMORY);

    private final MeterRegistry registry;
    private final Counter unknownSources;
    private final Map<Object, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lastDelivery = new ConcurrentHashMap<>();

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

    /** @param sources names of the configured ones; each is shown from the start on, at 0 */
    public ReceiveMeters(MeterRegistry registry, Collection<String> sources) {
        this.registry = registry;
        this.unknownSources = registry.counter("holdfast.deliveries.unknown.source");
        sources.forEach(this::show);
    }

    private void show(String source) {
        AtomicLong last = new AtomicLong(System.nanoTime());
        lastDelivery.put(source, last);
        Gauge.builder("holdfast.delivery.age.seconds", last, at -> (System.nanoTime() - at.get()) / 1e9)
                .tag("source", source)
                .register(registry);
        for (Result result : Result.values()) {
            deliveries(source, result);
        }
        for (Cause cause : Cause.values()) {
            refusals(source, cause);
        }
        for (Receipt.Reason reason : Receipt.Reason.values()) {
            unavailabilities(source, reason.word());
        }
        BEFORE_APPEND.forEach(reason -> unavailabilities(source, reason));
        KINDS.forEach(kind -> events(source, kind));
        conflicting(source);
        timer(source);
    }

    void unknownSource() {
        unknownSources.increment();
    }

    void count(String source, Result result) {
        deliveries(source, result).increment();
        AtomicLong last = result == Result.UNAVAILABLE ? null : lastDelivery.get(source);
        if (last != null) {
            last.set(System.nanoTime());
        }
    }

    void refused(String source, Cause cause) {
        refusals(source, cause).increment();
    }

    /** {@code reason} is of a closed set. */
    void unavailable(String source, String reason) {
        count(source, Result.UNAVAILABLE);
        unavailabilities(source, reason).increment();
    }

    void stored(String source, Outcome.Admitted admitted, int known, int quarantined, long nanos) {
        int items = admitted.items().size();
        int unkeyed = 0;
        for (Item item : admitted.items()) {
            unkeyed += isKeyed(item) ? 0 : 1;
        }
        count(source, known == items ? Result.DUPLICATE : Result.STORED);
        events(source, "new").increment(items - known);
        events(source, "duplicate").increment(known);
        events(source, "quarantined").increment(quarantined);
        events(source, "unkeyed").increment(unkeyed);
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
        timer(source).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Whether the event would be known if it came again. */
    private static boolean isKeyed(Item item) {
        for (EventKey key : item.keys()) {
            if (key.decides()) {
                return true;
            }
        }
        return false;
    }

    /** Known events that came again with another payload. */
    void conflicts(String source, int count) {
        if (count > 0) {
            conflicting(source).increment(count);
        }
    }

    private Counter conflicting(String source) {
        return counter(
                new Counted(source, "conflicts"), () -> registry.counter("holdfast.event.conflicts", "source", source));
    }

    private Counter deliveries(String source, Result result) {
        return counter(
                new Counted(source, result),
                () -> registry.counter("holdfast.deliveries", "source", source, "outcome", result.word));
    }

    private Counter refusals(String source, Cause cause) {
        return counter(
                new Counted(source, cause),
                () -> registry.counter("holdfast.deliveries.refused", "source", source, "cause", cause.word()));
    }

    private Counter unavailabilities(String source, String reason) {
        return counter(
                new Counted(source, reason),
                () -> registry.counter("holdfast.deliveries.unavailable", "source", source, "reason", reason));
    }

    private Counter events(String source, String kind) {
        return counter(
                new Counted(source, kind), () -> registry.counter("holdfast.events", "source", source, "kind", kind));
    }

    private Timer timer(String source) {
        return timers.computeIfAbsent(source, s -> registry.timer("holdfast.delivery", "source", s));
    }

    private Counter counter(Object key, Supplier<Counter> make) {
        Counter known = counters.get(key);
        return known != null ? known : counters.computeIfAbsent(key, k -> make.get());
    }
}
