package dev.holdfast.bench;

import dev.holdfast.process.Latencies;
import dev.holdfast.process.Patience;
import dev.holdfast.process.WorkDir;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the rows of a benchmark share: the database, the limits, and how a load is measured. */
final class Bench implements AutoCloseable {
    private final BenchOptions options;
    private final WorkDir dir = WorkDir.create("bench");
    private final BenchDatabase database = BenchDatabase.open(dir.path());
    private final Limits limits = new Limits(this);
    private double busiest;

    Bench(BenchOptions options) {
        this.options = options;
    }

    BenchOptions options() {
        return options;
    }

    BenchDatabase database() {
        return database;
    }

    Limits limits() {
        return limits;
    }

    Path dir() {
        return dir.path();
    }

    /** Warms a server up, then measures it under full load, once for each run. */
    List<Run> load(String name, InetSocketAddress server, int connections, int bodyBytes, List<Long> pids) {
        return load(name, () -> Firehose.open(server, connections, 0, bodyBytes), connections, pids);
    }

    /** The same for events of any kind. */
    List<Run> load(String name, Supplier<Firehose> opened, int connections, List<Long> pids) {
        try (Firehose hose = opened.get()) {
            hose.await(connections == 1 ? options.warmUp() / 20 : options.warmUp(), Duration.ofMinutes(5));
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < options.runs(); i++) {
                database.checkpoint();
                runs.add(measure(hose, pids));
                say(name, runs.get(i));
            }
            return runs;
        }
    }

    /** One stretch over connections of its own, for stretches that take turns. */
    Run turn(String name, InetSocketAddress server, int connections, List<Long> pids) {
        database.checkpoint();
        try (Firehose hose = Firehose.open(server, connections, 0, 1024)) {
            hose.await(1_000, Duration.ofMinutes(1));
            Run run = measure(hose, pids);
            say(name, run);
            return run;
        }
    }

    private Run measure(Firehose hose, List<Long> pids) {
        Latencies latencies = hose.newLatencies();
        Meter before = Meter.read(database, pids);
        long eventsBefore = hose.acknowledged();
        Patience.pause(options.stretch());
        long events = hose.acknowledged() - eventsBefore;
        return new Run(events, Meter.read(database, pids).minus(before), latencies);
    }

    /** A run, for whoever watches. */
    void say(String what, Run run) {
        busiest = Math.max(busiest, run.cost().otherwise());
        say(what, run.summary());
    }

    /** The largest share of the machine that was busy with something else in any run. */
    double busiestOtherwise() {
        return busiest;
    }

    /** Progress, for whoever watches. */
    void say(String what, String figures) {
        System.out.printf("  %-32s %s%n", what, figures);
    }

    @Override
    public void close() {
        database.close();
        dir.close();
    }
}
