package dev.holdfast.bench;

import dev.holdfast.process.Service;
import dev.holdfast.process.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From nothing to ready, with the embedded database: the first time, and on what the last run left. */
final class StartRows {
    private static final Duration STOP = Duration.ofSeconds(35);

    private StartRows() {}

    static void measure(Bench bench, BenchTable table) {
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int i = 0; i < bench.options().runs(); i++) {
            Path dir = bench.dir().resolve("start-" + i);
            ServiceSettings settings =
                    new ServiceSettings().asInProduction().stripe(BenchService.SOURCE, BareServer.SECRET);
            try (Service service = new Service(dir, settings)) {
                first.add(start(service));
                service.stop(STOP);
                again.add(start(service));
                service.stop(STOP);
            }
            bench.say("start", String.format("first %.2f s, again %.2f s", first.get(i), again.get(i)));
        }
        table.note("first start, embedded database", median(first), " s");
        table.atMost("start, embedded database", median(again), 5, " s");
    }

    private static double start(Service service) {
        long from = System.nanoTime();
        service.start();
        return (System.nanoTime() - from) / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
