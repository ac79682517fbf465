package dev.holdfast.bench;

import java.time.Duration;
import java.util.List;

/**
 * How thorough a benchmark is.
 *
 * @param warmUp events before anything is measured
 * @param runs measured stretches of each figure; the median counts
 * @param stretch how long one is
 * @param hot events of the relay's rows
 * @param backlog events that wait, or are parked, in the rows on flatness
 * @param rows names of the groups to measure; empty means all
 */
record BenchOptions(int warmUp, int runs, Duration stretch, int hot, int backlog, List<String> rows) {
    /** From the system properties {@code bench.quick} and {@code bench.rows}. */
    static BenchOptions fromProperties() {
        String chosen = System.getProperty("bench.rows", "");
        List<String> rows = chosen.isBlank() ? List.of() : List.of(chosen.split(","));
        return Boolean.getBoolean("bench.quick")
                ? new BenchOptions(30_000, 1, Duration.ofSeconds(3), 40_000, 100_000, rows)
                : new BenchOptions(300_000, 3, Duration.ofSeconds(10), 250_000, 1_000_000, rows);
    }
}
