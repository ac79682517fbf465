package dev.holdfast.bench;

import dev.holdfast.bench.Limits.Baseline;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One connection that waits for each answer, against one insert a request behind the same door.
 *
 * <p>Both are warm, and their stretches take turns: what the machine's speed moves by within minutes is more than what is asked.
 */
final class OneConnectionRow {
    private static final int PAIRS_A_RUN = 2;

    private OneConnectionRow() {}

    static void measure(Bench bench, BenchTable table) {
        List<Run> ours = new ArrayList<>();
        List<Run> theirs = new ArrayList<>();
        try (BenchService service = BenchService.start(bench, "one", null);
                Baseline insert = bench.limits().start(WholeServer.class, "insert")) {
            warm(bench, service.address());
            warm(bench, insert.address());
            for (int i = 0; i < bench.options().runs() * PAIRS_A_RUN; i++) {
                ours.add(bench.turn("ingest, 1 connection", service.address(), 1, service.pids()));
                theirs.add(bench.turn("one insert a request, 1", insert.address(), 1, insert.pids()));
            }
        }
        table.note("one connection, events a second", Run.median(ours, Run::rate), " /s");
        table.note("one connection, service an event", Run.median(ours, Run::serviceMicros), " µs");
        table.note("one connection, PostgreSQL an event", Run.median(ours, Run::postgresMicros), " µs");
        table.note("one connection, one insert a request", Run.median(theirs, Run::rate), " /s");
        table.atLeast("one connection against a single insert", medianOfPairs(ours, theirs), 0.85, "x");
    }

    /** Neighbours are compared: each pair had the machine at one speed. */
    private static double medianOfPairs(List<Run> ours, List<Run> theirs) {
        double[] ratios = IntStream.range(0, ours.size())
                .mapToDouble(i -> ours.get(i).rate() / theirs.get(i).rate())
                .sorted()
                .toArray();
        return (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
    }

    private static void warm(Bench bench, InetSocketAddress server) {
        try (Firehose hose = Firehose.open(server, 64, 0, 1024)) {
            hose.await(bench.options().warmUp(), Duration.ofMinutes(5));
        }
        bench.turn("warm", server, 1, List.of());
    }
}
