package dev.holdfast.receive;

import dev.holdfast.log.Line;
import dev.holdfast.log.WideLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells of every fetch of a key: one wide line, and the meters. Labels are configured sources and a closed set of words. What is
 * posted holds credentials and is told nowhere.
 */
public final class KeyLog {
    private final WideLog log;
    private final MeterRegistry registry;
    private final Timer timer;
    private final Map<String, Map<KeyFetch.End, Counter>> fetches = new HashMap<>();

    /** @param sources names of the configured ones; each is shown from the start on, at 0 */
    public KeyLog(WideLog log, MeterRegistry registry, Collection<String> sources) {
        this.log = log;
        this.registry = registry;
        this.timer = registry.timer("holdfast.key.fetch");
        sources.forEach(source -> fetches.put(source, counters(source)));
    }

    private Map<KeyFetch.End, Counter> counters(String source) {
        Map<KeyFetch.End, Counter> counters = new HashMap<>();
        for (KeyFetch.End end : KeyFetch.End.values()) {
            counters.put(end, registry.counter("holdfast.key.fetches", "source", source, "outcome", end.word()));
        }
        return counters;
    }

    void watch(Supplier<Number> waiting) {
        Gauge.builder("holdfast.key.waiting", waiting).register(registry);
    }

    void limited(String source) {
        count(source, KeyFetch.End.LIMITED);
    }

    void fetched(KeyFetch fetch, KeyFetch.End end, AsyncResult<KeyServer.Answer> result, int waited) {
        long nanos = System.nanoTime() - fetch.beganNanos;
        count(fetch.source, end);
        timer.record(nanos, TimeUnit.NANOSECONDS);
        if (log.wants(end != KeyFetch.End.KEPT)) {
            Line line = log.line("key")
                    .put("source", fetch.source)
                    .put("outcome", end.word())
                    .put("asked", fetch.request.toString())
                    .put("waited", waited);
            if (result.succeeded()) {
                line.put("status", result.result().status());
            } else {
                line.put("error", result.cause().getMessage());
            }
            line.millis("ms", nanos).end();
        }
    }

    private void count(String source, KeyFetch.End end) {
        Counter counter = fetches.getOrDefault(source, Map.of()).get(end);
        if (counter != null) {
            counter.increment();
        }
    }
}
