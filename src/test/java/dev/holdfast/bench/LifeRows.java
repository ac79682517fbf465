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
        double size;
        try (Relayed relayed = new Relayed(bench, "life")) {
            long before = size(relayed);
            for (int i = 0; i < bench.options().runs(); i++) {
                runs.add(relayed.wholeLife(bench.options().hot()));
                bench.say("whole life", runs.get(i));
            }
            size = (double) (size(relayed) - before)
                    / bench.options().hot()
                    / bench.options().runs();
            resident = CpuTime.residentMegabytes(relayed.service().pids().get(0), true);
        }
        table.note("whole life, saturated", Run.median(runs, Run::rate), " /s");
        table.atMost("whole life, service + PostgreSQL", Run.median(runs, Run::cpuMicros), 90, " µs");
        table.atMost("whole life, WAL an event", Run.median(runs, Run::walBytes), PAYLOAD + 900, " B");
        table.note("… kept of an event, in tables and indexes", size, " B");
        table.atMost("memory under that load, at its highest", resident, 350, " MB");
    }

    private static long size(Relayed relayed) {
        return relayed.service().database().number("select pg_database_size(current_database())");
    }
}
