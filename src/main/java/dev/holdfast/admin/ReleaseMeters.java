package dev.holdfast.admin;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** Counts what leaves quarantine, by source. */
public final class ReleaseMeters {
    private static final String RELEASED = "holdfast.quarantine.released";

    private final MeterRegistry registry;

    public ReleaseMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows these sources from the start on, at 0. */
    public void show(Collection<String> sources) {
        sources.forEach(source -> released(source, 0));
    }

    void released(String source, int events) {
        registry.counter(RELEASED, "source", source).increment(events);
    }
}
