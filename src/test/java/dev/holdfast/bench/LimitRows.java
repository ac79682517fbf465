package dev.holdfast.bench;

/** Limits and baselines alone: what this machine can do without the service. */
final class LimitRows {
    private LimitRows() {}

    static void measure(Bench bench, BenchTable table) {
        Limits limits = bench.limits();
        double http = limits.http(64);
        double unnest = limits.unnest();
        table.note("HTTP + HMAC, 64 connections", http, " /s");
        table.note("multi-row insert, 100 rows a statement", unnest, " rows/s");
        table.note("H = 1/(1/http+hmac + 1/unnest-100)", limits.h(), " /s");
        table.note("HTTP alone, the relay's client, " + Limits.IN_FLIGHT + " in flight", limits.posts(), " /s");
        for (String store : new String[] {"insert", "entity"}) {
            for (int connections : new int[] {1, 64, 256}) {
                var runs = limits.bare(store, connections);
                String name = "one " + store + " a request, " + connections + " connections";
                table.note(name, Run.median(runs, Run::rate), " /s");
                table.note(name + ", CPU an event", Run.median(runs, Run::cpuMicros), " µs");
            }
        }
    }
}
