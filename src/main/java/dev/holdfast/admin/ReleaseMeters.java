package dev.holdfast.admin;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** Counts what leaves quarantine, by source. */
public final class ReleaseMeters {
    private static final String RELEASED = "holdfast.quarantine.released";

    private final MeterRegistry registry;

    /** @param sources names of the configured ones; each is shown from the start on, at 0 */
    public ReleaseMeters(MeterRegistry registry, Collection<String> sources) {
        this.registry = registry;
        sources.forEach(source -> released(source, 0));
    }

    void released(String source, int events) {
        registry.counter(RELEASED, "source", source).increment(events);
    }
}
