package dev.holdfast.bench;

import dev.holdfast.process.Latencies;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One measured stretch: how many events, what they cost, how long each took. */
record Run(long events, Meter cost, Latencies latencies) {
    double rate() {
        return events / cost.seconds();
    }

    double serviceMicros() {
        return cost.service() * 1e6 / events;
    }

    double postgresMicros() {
        return cost.postgres() * 1e6 / events;
    }

    /** CPU of the service and of PostgreSQL, in microseconds an event. */
    double cpuMicros() {
        return serviceMicros() + postgresMicros();
    }

    double walBytes() {
        return (double) cost.wal() / events;
    }

    /** The middle of a figure over runs. */
    static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(runs.size() / 2);
    }

    /** One line for the log of a benchmark. */
    String summary() {
        return String.format(
                "%,9.0f /s  service %5.1f us  postgres %5.1f us  wal %,6.0f B  otherwise %2.0f %%  %s",
                rate(),
                serviceMicros(),
                postgresMicros(),
                walBytes(),
                cost.otherwise() * 100,
                latencies.count() == 0 ? "" : latencies.summary());
    }
}
