package dev.holdfast.reconcile.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Renewals, and whether somebody must connect again. */
public final class TokenMeters {
    private static final List<String> OUTCOMES = List.of("renewed", "revoked", "refused", "failed");

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> stuck = new ConcurrentHashMap<>();

    public TokenMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** All series of a source that keeps tokens are there from then on. */
    public void expect(String source) {
        stuck(source);
        OUTCOMES.forEach(outcome -> renewals(source, outcome));
    }

    /** @param outcome renewed, revoked, refused or failed */
    void renewed(String source, String outcome) {
        renewals(source, outcome).increment();
    }

    private Counter renewals(String source, String outcome) {
        return Counter.builder("holdfast.token.renewals")
                .tags("source", source, "outcome", outcome)
                .register(registry);
    }

    /** As this replica last saw it: when it asked, or in its next glance at what is stored. */
    void stuck(String source, boolean isStuck) {
        stuck(source).set(isStuck ? 1 : 0);
    }

    private AtomicInteger stuck(String source) {
        return stuck.computeIfAbsent(source, n -> {
            AtomicInteger gauge = new AtomicInteger();
            Gauge.builder("holdfast.token.reconnect", gauge, AtomicInteger::get)
                    .tags("source", source)
                    .register(registry);
            return gauge;
        });
    }
}
