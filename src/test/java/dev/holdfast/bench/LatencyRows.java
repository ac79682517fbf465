package dev.holdfast.bench;

import dev.holdfast.process.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** At low load nothing waits for anything: an event is at its target when its vendor has the answer. */
final class LatencyRows {
    private static final int RATE = 100;
    private static final int CONNECTIONS = 8;
    private static final double MORE_MILLIS = 0.3;

    private LatencyRows() {}

    static void measure(Bench bench, BenchTable table) {
        List<Double> acknowledged = new ArrayList<>();
        List<Double> arrived = new ArrayList<>();
        try (Relayed relayed = new Relayed(bench, "latency")) {
            for (int i = 0; i < bench.options().runs(); i++) {
                Map<String, Long> sent = new ConcurrentHashMap<>();
                Latencies arrivals = new Latencies();
                relayed.sink().listen(id -> arrivals.add(System.nanoTime() - sent.getOrDefault(id, System.nanoTime())));
                long events = RATE * Math.max(10, bench.options().stretch().toSeconds());
                try (Firehose hose = Firehose.tracked(relayed.service().address(), CONNECTIONS, RATE, events, sent)) {
                    hose.await(events, Duration.ofMinutes(2));
                    acknowledged.add(hose.latencies().millis(0.5));
                    bench.say("acknowledged", hose.latencies().summary());
                }
                arrived.add(arrivals.millis(0.5));
                bench.say("arrived", arrivals.summary());
            }
        }
        double ack = median(acknowledged);
        table.note("acknowledgement at " + RATE + "/s, p50", ack, " ms");
        table.atMost("arrival at the target at " + RATE + "/s, p50", median(arrived), ack + MORE_MILLIS, " ms");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
