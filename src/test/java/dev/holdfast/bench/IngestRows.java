package dev.holdfast.bench;

import java.util.List;

/** How fast the packaged service takes events in, against the limits and against the obvious ways. */
final class IngestRows {
    private IngestRows() {}

    static void measure(Bench bench, BenchTable table) {
        Limits limits = bench.limits();
        List<Run> at64;
        List<Run> at256;
        try (BenchService service = BenchService.start(bench, "ingest", null)) {
            at64 = bench.load("ingest, 64 connections", service.address(), 64, 1024, service.pids());
            at256 = bench.load("ingest, 256 connections", service.address(), 256, 1024, service.pids());
        }
        double rate64 = Run.median(at64, Run::rate);
        double rate256 = Run.median(at256, Run::rate);
        double cpu64 = Run.median(at64, Run::cpuMicros);
        double cpu256 = Run.median(at256, Run::cpuMicros);
        table.note("H = 1/(1/http+hmac + 1/unnest-100)", limits.h(), " /s");
        table.note("ingest, 64 connections, 1 KiB, signed", rate64, " /s");
        table.atLeast("ingest, 64 connections, of H", rate64 / limits.h(), 0.60, "");
        table.atMost("ingest CPU, service + PostgreSQL", cpu64, 40, " µs");
        List<Run> insert64 = limits.whole("insert", 64);
        List<Run> insert256 = limits.whole("insert", 256);
        table.atLeast("against one insert a request, 64", rate64 / Run.median(insert64, Run::rate), 1.8, "x");
        table.atLeast("against one insert a request, 256", rate256 / Run.median(insert256, Run::rate), 2.5, "x");
        table.atMost("its CPU an event, 64", cpu64 / Run.median(insert64, Run::cpuMicros), 0.45, "x");
        table.atMost("its CPU an event, 256", cpu256 / Run.median(insert256, Run::cpuMicros), 0.35, "x");
        againstBare(limits, table, rate64, rate256);
    }

    /** A server with nothing in it but HMAC and the row does less for each request than the service must. */
    private static void againstBare(Limits limits, BenchTable table, double rate64, double rate256) {
        table.note("bare, one insert a request, 64", rate64 / Run.median(limits.bare("insert", 64), Run::rate), "x");
        table.note("bare, one insert a request, 256", rate256 / Run.median(limits.bare("insert", 256), Run::rate), "x");
        table.note("bare, one entity a request, 64", rate64 / Run.median(limits.bare("entity", 64), Run::rate), "x");
    }
}
