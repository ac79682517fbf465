package dev.holdfast.reconcile.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Renewals, and whether somebody must connect again. */
public final class TokenMeters {
    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> stuck = new ConcurrentHashMap<>();

    public TokenMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param outcome renewed, revoked, refused or failed */
    void renewed(String source, String outcome) {
        Counter.builder("holdfast.token.renewals")
                .tags("source", source, "outcome", outcome)
                .register(registry)
                .increment();
    }

    /** As this replica last saw it. */
    void stuck(String source, boolean isStuck) {
        stuck.computeIfAbsent(source, n -> {
                    AtomicInteger gauge = new AtomicInteger();
                    Gauge.builder("holdfast.token.reconnect", gauge, AtomicInteger::get)
                            .tags("source", source)
                            .register(registry);
                    return gauge;
                })
                .set(isStuck ? 1 : 0);
    }
}
