package dev.holdfast.bench;

import dev.holdfast.process.Database;
import dev.holdfast.process.Latencies;
import dev.holdfast.process.Patience;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A warm service, or several replicas of it, with a target, and the two ways to measure them: what waits being relayed, and the whole life. */
final class Relayed implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int CONNECTIONS = 64;

    private final Bench bench;
    private final Sink sink = new Sink();
    private final List<BenchService> replicas = new ArrayList<>();

    Relayed(Bench bench, String name) {
        this(bench, name, 1);
    }

    Relayed(Bench bench, String name, int replicas) {
        this.bench = bench;
        Database database = bench.database().fresh("bench_" + name);
        for (int i = 0; i < replicas; i++) {
            this.replicas.add(BenchService.replica(bench, name + i, database, sink.url(), settings -> {}));
        }
        wholeLife((long) replicas * bench.options().warmUp()); // each as warm as one alone
    }

    /** The only replica, or the first. */
    BenchService service() {
        return replicas.get(0);
    }

    Sink sink() {
        return sink;
    }

    /** Takes events in and relays them, all at full speed, until the last one is settled. */
    Run wholeLife(long events) {
        return wholeLife(events, CONNECTIONS);
    }

    /** The same from another number of connections. */
    Run wholeLife(long events, int connections) {
        bench.database().checkpoint();
        Meter before = meter();
        feed(events, connections);
        return new Run(events, meter().minus(before), new Latencies());
    }

    private void feed(long events, int connections) {
        long arrivals = sink.accepted() + events;
        try (Firehose hose = Firehose.spread(addresses(), connections, events)) {
            hose.await(events, LIMIT);
        }
        sink.await(arrivals, LIMIT);
        awaitSettled();
    }

    /** Lets events wait behind a shut gate, opens it, and measures until so many of them have arrived. */
    Run relayOf(long waiting, long measured) {
        long arrivals = sink.accepted();
        // Before the events come: between their coming and their going it would make reading a page log it whole.
        bench.database().checkpoint();
        sink.shut();
        try (Firehose hose = Firehose.spread(addresses(), CONNECTIONS, waiting)) {
            hose.await(waiting, LIMIT);
        }
        Meter before = meter();
        sink.open();
        sink.await(arrivals + measured, LIMIT);
        if (waiting == measured) {
            awaitSettled();
        }
        Run run = new Run(measured, meter().minus(before), new Latencies());
        sink.await(arrivals + waiting, LIMIT);
        awaitSettled();
        return run;
    }

    private void awaitSettled() {
        Patience.await(
                LIMIT,
                () -> service().database().number("select count(*) from (select from message limit 1) one") == 0,
                () -> "the last message to be settled");
    }

    Meter meter() {
        return Meter.read(
                bench.database(), replicas.stream().map(BenchService::pid).toList());
    }

    private List<InetSocketAddress> addresses() {
        return replicas.stream().map(BenchService::address).toList();
    }

    @Override
    public void close() {
        replicas.forEach(BenchService::close);
        sink.close();
    }
}
