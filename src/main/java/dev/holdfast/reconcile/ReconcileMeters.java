package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Obstacle;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Locale;

/** What reconciliation measures; the table in {@code docs/metrics.md} says what each means. */
final class ReconcileMeters {
    private static final String SOURCE = "source";

    private final MeterRegistry registry;

    /** @param sources that are fetched from: all their series are there from the start */
    ReconcileMeters(MeterRegistry registry, Collection<String> sources) {
        this.registry = registry;
        for (String source : sources) {
            page(source, Tally.NOTHING, 0, 0);
            for (Obstacle.Actor actor : Obstacle.Actor.values()) {
                registry.counter("holdfast.reconcile.broken", SOURCE, source, "actor", word(actor));
            }
        }
    }

    void broken(String source, Obstacle.Actor actor) {
        registry.counter("holdfast.reconcile.broken", SOURCE, source, "actor", word(actor))
                .increment();
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
