package dev.holdfast.bench;

import java.util.List;

/** Requests that hold a hundred events each, as HubSpot's: one signature and one answer for all of them. */
final class BatchRows {
    private BatchRows() {}

    static void measure(Bench bench, BenchTable table) {
        try (BenchService service = BenchService.start(bench, "batches", null)) {
            List<Run> runs = bench.load(
                    "ingest, HubSpot's batches of 100",
                    () -> Firehose.batches(service.address(), 16),
                    16,
                    service.pids());
            table.note("events in batches of 100, 16 connections", Run.median(runs, Run::rate), " /s");
            table.note("batches, service an event", Run.median(runs, Run::serviceMicros), " µs");
            table.note("batches, PostgreSQL an event", Run.median(runs, Run::postgresMicros), " µs");
            table.atMost("batches, CPU an event, service + PostgreSQL", Run.median(runs, Run::cpuMicros), 40, " µs");
        }
    }
}
