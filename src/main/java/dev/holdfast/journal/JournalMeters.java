package dev.holdfast.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the journal measures; the table in {@code docs/metrics.md} says what each means. */
final class JournalMeters {
    private static final String CONNECTION = "connection";

    private final MeterRegistry registry;
    private final DistributionSummary batchRows;
    private final Timer append;
    private final DistributionSummary settleRows;
    private final Timer settle;
    private final Counter settleFailures;

    JournalMeters(MeterRegistry registry, LaneClock clock) {
        this.registry = registry;
        this.batchRows =
                DistributionSummary.builder("holdfast.append.batch.rows").register(registry);
        this.append = Timer.builder("holdfast.append").register(registry);
        this.settleRows =
                DistributionSummary.builder("holdfast.settle.batch.rows").register(registry);
        this.settle = Timer.builder("holdfast.settle").register(registry);
        this.settleFailures = Counter.builder("holdfast.settle.failures").register(registry);
        registry.gauge("holdfast.clock.skew.seconds", clock, c -> c.skewMillis() / 1000.0);
        failures(CONNECTION);
    }

    /** The own lane, and how many replicas share the targets' limits, and how many PostgreSQL. */
    void deployment(LaneKeeper keeper, Census census) {
        registry.gauge("holdfast.lane.held", keeper, k -> k.holdsOwn() ? 1 : 0);
        registry.gauge("holdfast.lane.lease.left.seconds", keeper, LaneKeeper::leaseSecondsLeft);
        registry.gauge("holdfast.replicas", census, Census::replicas);
        registry.gauge("holdfast.replicas.appending", census, Census::appending);
    }

    void queued(AppendQueue queue) {
        registry.gauge("holdfast.append.queue.rows", queue, AppendQueue::rows);
    }

    void batch(int rows, long nanos) {
        batchRows.record(rows);
        append.record(Duration.ofNanos(nanos));
    }

    /** @param state SQLSTATE, or {@code connection}: a bounded set in practice, cut to its class to be one in principle */
    void failed(String state) {
        String kind = state.length() == 5 ? state.substring(0, 2) : state;
        failures(kind).increment();
    }

    private Counter failures(String kind) {
        return registry.counter("holdfast.append.failures", "class", kind);
    }

    void settled(int rows, long nanos) {
        settleRows.record(rows);
        settle.record(Duration.ofNanos(nanos));
    }

    void settleFailed() {
        settleFailures.increment();
    }
}
