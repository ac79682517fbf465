package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Three replicas against one on the same machine and the same PostgreSQL: a replica more must not cost events a second, and
 * PostgreSQL little. Stretches take turns.
 *
 * <p>What is measured is what sharing costs. What more machines bring, one machine cannot show.
 */
final class ReplicaRows {
    private static final int REPLICAS = 3;

    /** As in the other rows, and as many for each replica as one has there: a batch holds what its own connections bring. */
    private static final List<Integer> CONNECTIONS = List.of(64, 64 * REPLICAS);

    private ReplicaRows() {}

    static void measure(Bench bench, BenchTable table) {
        Map<Integer, List<Run>> one = new TreeMap<>();
        Map<Integer, List<Run>> three = new TreeMap<>();
        try (Relayed alone = new Relayed(bench, "alone");
                Relayed together = new Relayed(bench, "together", REPLICAS)) {
            for (int i = 0; i < bench.options().runs(); i++) {
                for (int connections : CONNECTIONS) {
                    stretch(bench, alone, "one replica, " + connections, connections, one);
                    stretch(bench, together, "three replicas, " + connections, connections, three);
                }
            }
        }
        for (int connections : CONNECTIONS) {
            tell(table, connections + " connections", one.get(connections), three.get(connections));
        }
    }

    private static void stretch(
            Bench bench, Relayed relayed, String what, int connections, Map<Integer, List<Run>> runs) {
        Run run = relayed.wholeLife(bench.options().hot(), connections);
        bench.say(what, run);
        runs.computeIfAbsent(connections, c -> new ArrayList<>()).add(run);
    }

    private static void tell(BenchTable table, String from, List<Run> one, List<Run> three) {
        table.note("whole life from " + from + ", one replica", Run.median(one, Run::rate), " /s");
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
