package dev.holdfast.bench;

import dev.holdfast.bench.Limits.Baseline;

/** One connection that waits for each answer, against one insert a request behind the same door. */
final class OneConnectionRow {
    private OneConnectionRow() {}

    static void measure(Bench bench, BenchTable table) {
        try (BenchService service = BenchService.start(bench, "one", null);
                Baseline insert = bench.limits().start(WholeServer.class, "insert")) {
            Neighbours.warm(bench, service.address());
            Neighbours.warm(bench, insert.address());
            Neighbours pairs = Neighbours.measure(bench, service, insert, "insert", 1);
            table.note("one connection, events a second", Run.median(pairs.ours(), Run::rate), " /s");
            table.note("one connection, service an event", Run.median(pairs.ours(), Run::serviceMicros), " µs");
            table.note("one connection, PostgreSQL an event", Run.median(pairs.ours(), Run::postgresMicros), " µs");
            table.note("one connection, one insert a request", Run.median(pairs.theirs(), Run::rate), " /s");
            table.atLeast("one connection against a single insert", pairs.ratio(), 0.85, "x");
        }
    }
}
