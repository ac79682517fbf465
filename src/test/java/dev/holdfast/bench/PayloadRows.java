package dev.holdfast.bench;

import java.util.List;

/** Larger events: 10 KiB of text that compresses as JSON does. */
final class PayloadRows {
    private PayloadRows() {}

    static void measure(Bench bench, BenchTable table) {
        try (BenchService service = BenchService.start(bench, "payload", null)) {
            List<Run> runs = bench.load("ingest, 10 KiB", service.address(), 64, 10 * 1024, service.pids());
            table.note("ingest, 10 KiB, 64 connections", Run.median(runs, Run::rate), " /s");
            table.atMost("10 KiB, PostgreSQL an event", Run.median(runs, Run::postgresMicros), 80, " µs");
        }
    }
}
