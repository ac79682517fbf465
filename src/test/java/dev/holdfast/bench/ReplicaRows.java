package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Three replicas against one on the same machine and the same PostgreSQL: a replica more must not cost events a second, and
 * PostgreSQL little. Stretches take turns.
 *
 * <p>What is measured is what sharing costs. What more machines bring, one machine cannot show.
 */
final class ReplicaRows {
    private static final int REPLICAS = 3;

    private ReplicaRows() {}

    static void measure(Bench bench, BenchTable table) {
        List<Run> one = new ArrayList<>();
        List<Run> three = new ArrayList<>();
        try (Relayed alone = new Relayed(bench, "alone");
                Relayed together = new Relayed(bench, "together", REPLICAS)) {
            for (int i = 0; i < bench.options().runs(); i++) {
                one.add(alone.wholeLife(bench.options().hot()));
                bench.say("one replica", one.get(i));
                three.add(together.wholeLife(bench.options().hot()));
                bench.say("three replicas", three.get(i));
            }
        }
        table.note("whole life, one replica", Run.median(one, Run::rate), " /s");
        table.note("… three replicas", Run.median(three, Run::rate), " /s");
        table.atLeast("… three against one", Run.median(three, Run::rate) / Run.median(one, Run::rate), 1, " x");
        table.note("PostgreSQL an event, one replica", Run.median(one, Run::postgresMicros), " µs");
        table.note("… three replicas", Run.median(three, Run::postgresMicros), " µs");
        table.atMost(
                "… three against one",
                Run.median(three, Run::postgresMicros) / Run.median(one, Run::postgresMicros),
                1.15,
                " x");
    }
}
