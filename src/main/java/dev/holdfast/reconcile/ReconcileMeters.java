package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Obstacle;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What reconciliation measures; the table in {@code docs/metrics.md} says what each means. */
final class ReconcileMeters {
    private static final String SOURCE = "source";
    private static final String HOLES = "holdfast.reconcile.holes";

    private final MeterRegistry registry;
    private final Map<List<String>, AtomicReference<Double>> used = new ConcurrentHashMap<>();

    /** @param sources that are fetched from: all their series are there from the start */
    ReconcileMeters(MeterRegistry registry, Collection<String> sources) {
        this.registry = registry;
        for (String source : sources) {
            page(source, Tally.NOTHING, 0, 0);
            registry.counter(HOLES, SOURCE, source);
            for (Obstacle.Actor actor : Obstacle.Actor.values()) {
                registry.counter("holdfast.reconcile.broken", SOURCE, source, "actor", word(actor));
            }
        }
    }

    void broken(String source, Obstacle.Actor actor) {
        registry.counter("holdfast.reconcile.broken", SOURCE, source, "actor", word(actor))
                .increment();
    }

    /** A stretch that the vendor forgot before it was read. */
    void hole(String source) {
        registry.counter(HOLES, SOURCE, source).increment();
    }

    /** @param ratio how old what is covered is, as a part of how far back the vendor remembers; 1 and more: forgotten */
    void lookbackUsed(String source, String list, double ratio) {
        used.computeIfAbsent(List.of(source, list), fresh -> {
                    AtomicReference<Double> value = new AtomicReference<>(0.0);
                    Gauge.builder("holdfast.reconcile.lookback.used.ratio", value, AtomicReference::get)
                            .tags(SOURCE, source, "list", list)
                            .register(registry);
                    return value;
                })
                .set(ratio);
    }

    void page(String source, Tally tally, int pages, int gaps) {
        registry.counter("holdfast.reconcile.pages", SOURCE, source).increment(pages);
        registry.counter("holdfast.reconcile.items", SOURCE, source).increment(tally.fetched());
        registry.counter("holdfast.reconcile.gaps", SOURCE, source).increment(gaps);
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
