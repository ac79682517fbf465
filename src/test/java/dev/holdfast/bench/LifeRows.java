package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;

/** An event's whole life at full speed, from the vendor's request to the settled row; and what memory that takes. */
final class LifeRows {
    private static final int PAYLOAD = 1024;

    private LifeRows() {}

    static void measure(Bench bench, BenchTable table) {
        List<Run> runs = new ArrayList<>();
        double resident;
        try (Relayed relayed = new Relayed(bench, "life")) {
            for (int i = 0; i < bench.options().runs(); i++) {
                runs.add(relayed.wholeLife(bench.options().hot()));
                bench.say("whole life", runs.get(i));
            }
            resident = CpuTime.residentMegabytes(relayed.service().pids().get(0), true);
        }
        table.note("whole life, saturated", Run.median(runs, Run::rate), " /s");
        table.atMost("whole life, service + PostgreSQL", Run.median(runs, Run::cpuMicros), 90, " µs");
        table.atMost("whole life, WAL an event", Run.median(runs, Run::walBytes), PAYLOAD + 900, " B");
        table.atMost("memory under that load, at its highest", resident, 350, " MB");
    }
}
