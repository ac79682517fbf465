package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One command, every budget: {@code make bench}. Named so that no test run finds it by itself.
 *
 * <p>{@code bench.quick=true} takes minutes instead of most of an hour; {@code bench.rows=ingest,relay} measures less.
 */
class Benchmark {
    private interface Rows {
        void measure(Bench bench, BenchTable table);
    }

    private static final Map<String, Rows> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("limits", LimitRows::measure);
        GROUPS.put("ingest", IngestRows::measure);
        GROUPS.put("one", OneConnectionRow::measure);
        GROUPS.put("entity", EntityRow::measure);
        GROUPS.put("batches", BatchRows::measure);
        GROUPS.put("relay", RelayRows::measure);
        GROUPS.put("life", LifeRows::measure);
        GROUPS.put("flat", FlatRows::measure);
        GROUPS.put("latency", LatencyRows::measure);
        GROUPS.put("payload", PayloadRows::measure);
        GROUPS.put("backfill", BackfillRows::measure);
        GROUPS.put("replicas", ReplicaRows::measure);
        GROUPS.put("start", StartRows::measure);
    }

    @Test
    void measure() throws IOException {
        long from = System.nanoTime();
        BenchTable table = new BenchTable();
        BenchOptions options = BenchOptions.fromProperties();
        try (Bench bench = new Bench(options)) {
            for (String name : options.rows().isEmpty() ? GROUPS.keySet() : options.rows()) {
                System.out.println(name);
                GROUPS.get(name).measure(bench, table);
            }
            String text = table.markdown() + "\nPostgreSQL " + bench.database().version() + ", JDK "
                    + Runtime.version().feature() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                    + Duration.ofNanos(System.nanoTime() - from).toMinutes() + " min, medians of " + options.runs()
                    + String.format(
                            "; busy otherwise: at most %.0f %% of the machine%n", bench.busiestOtherwise() * 100);
            System.out.println("\n" + text);
            Files.writeString(Files.createDirectories(Path.of("target/bench")).resolve("performance.md"), text);
        }
    }
}
