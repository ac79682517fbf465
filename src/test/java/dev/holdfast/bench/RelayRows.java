package dev.holdfast.bench;

import dev.holdfast.process.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast, and how cheaply, what waits in the journal reaches a target. */
final class RelayRows {
    /** Backends report what they did to the statistics only now and then. */
    private static final Duration STATISTICS = Duration.ofSeconds(12);

    private RelayRows() {}

    static void measure(Bench bench, BenchTable table) {
        double http = bench.limits().posts();
        List<Run> runs = new ArrayList<>();
        double dead;
        int hot = bench.options().hot();
        try (Relayed relayed = new Relayed(bench, "relay")) {
            long deadBefore = deadRows(relayed);
            for (int i = 0; i < bench.options().runs(); i++) {
                runs.add(relayed.relayOf(hot, hot));
                bench.say("relay of " + hot + " that wait", runs.get(i));
            }
            dead = (double) (deadRows(relayed) - deadBefore) / hot / runs.size();
        }
        double rate = Run.median(runs, Run::rate);
        table.note("HTTP alone, the same client, " + Limits.IN_FLIGHT + " in flight", http, " /s");
        table.note("relay, hot, " + hot + " events", rate, " /s");
        table.atLeast("relay against HTTP alone", rate / http, 0.5, "");
        table.atMost("relay, PostgreSQL an event", Run.median(runs, Run::postgresMicros), 10, " µs");
        table.atMost("relay, WAL an event", Run.median(runs, Run::walBytes), 400, " B");
        table.atMost("dead rows an event", dead, 1.01, "");
    }

    private static long deadRows(Relayed relayed) {
        Patience.pause(STATISTICS);
        return BenchDatabase.deadRows(relayed.service().database());
    }
}
