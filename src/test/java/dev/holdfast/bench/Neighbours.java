package dev.holdfast.bench;

import dev.holdfast.bench.Limits.Baseline;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The service and a baseline, both warm, in stretches that take turns: what the machine's speed moves by within minutes is more
 * than what is asked. Neighbours are compared: each pair had the machine at one speed.
 */
record Neighbours(List<Run> ours, List<Run> theirs) {
    private static final int PAIRS_A_RUN = 2;
    private static final int WARM_CONNECTIONS = 64;

    /** Measures pairs of stretches from so many connections. The baseline is behind the service's own door. */
    static Neighbours measure(Bench bench, BenchService service, Baseline baseline, String store, int connections) {
        List<Run> ours = new ArrayList<>();
        List<Run> theirs = new ArrayList<>();
        bench.turn("warm", service.address(), connections, List.of());
        bench.turn("warm", baseline.address(), connections, List.of());
        for (int i = 0; i < bench.options().runs() * PAIRS_A_RUN; i++) {
            ours.add(bench.turn("ingest, " + connections, service.address(), connections, service.pids()));
            theirs.add(bench.turn(
                    "one " + store + " a request, " + connections, baseline.address(), connections, baseline.pids()));
        }
        return new Neighbours(ours, theirs);
    }

    /** Makes a server warm: the compilers are done with it. */
    static void warm(Bench bench, InetSocketAddress server) {
        try (Firehose hose = Firehose.open(server, WARM_CONNECTIONS, 0, 1024)) {
            hose.await(bench.options().warmUp(), Duration.ofMinutes(5));
        }
    }

    /** The median of what ours does for one of theirs. */
    double ratio() {
        double[] ratios = IntStream.range(0, ours.size())
                .mapToDouble(i -> ours.get(i).rate() / theirs.get(i).rate())
                .sorted()
                .toArray();
        return (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
    }
}
