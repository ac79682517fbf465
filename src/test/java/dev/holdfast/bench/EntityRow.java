package dev.holdfast.bench;

import dev.holdfast.bench.Limits.Baseline;

/** Many connections, against a session of Hibernate Reactive for each request behind the same door. */
final class EntityRow {
    private EntityRow() {}

    static void measure(Bench bench, BenchTable table) {
        try (BenchService service = BenchService.start(bench, "beside_entity", null);
                Baseline entity = bench.limits().start(WholeServer.class, "entity")) {
            Neighbours.warm(bench, service.address());
            Neighbours.warm(bench, entity.address());
            for (int connections : new int[] {64, 256}) {
                Neighbours pairs = Neighbours.measure(bench, service, entity, "entity", connections);
                String from = ", " + connections;
                table.note("beside it: ingest" + from, Run.median(pairs.ours(), Run::rate), " /s");
                table.note("one entity a request" + from, Run.median(pairs.theirs(), Run::rate), " /s");
                table.atLeast("against one entity a request" + from, pairs.ratio(), 4.5, "x");
            }
        }
    }
}
