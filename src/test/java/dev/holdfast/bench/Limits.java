package dev.holdfast.bench;

import dev.holdfast.process.FreePorts;
import dev.holdfast.process.Latencies;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Limits and baselines, each measured when a row first asks for it. */
final class Limits {
    /** As many as make the rows of a second the most on two cores: one more statement is built while one runs. */
    private static final int UNNEST_CONNECTIONS = Integer.getInteger("bench.unnest", 2);

    private final Bench bench;
    private final Map<String, List<Run>> measured = new HashMap<>();

    Limits(Bench bench) {
        this.bench = bench;
    }

    /** HTTP and HMAC, nothing else: requests a second. */
    double http(int connections) {
        return Run.median(bare("none", connections), Run::rate);
    }

    /** A baseline under load: {@code insert} or {@code entity}. */
    List<Run> bare(String store, int connections) {
        return measured.computeIfAbsent(store + " " + connections, key -> measureBare(store, connections));
    }

    private List<Run> measureBare(String store, int connections) {
        bench.database().database().run(RowStore.TABLE);
        int port = FreePorts.next();
        try (ChildJvm server = ChildJvm.start(
                BareServer.class,
                store,
                Integer.toString(port),
                bench.database().database().url())) {
            server.line("ready");
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
            String name = store + ", " + connections + " connections";
            return bench.load(name, address, connections, 1024, List.of(server.pid()));
        }
    }

    /** Rows a second that can be committed in statements of 100. */
    double unnest() {
        return Run.median(measured.computeIfAbsent("unnest", key -> measureUnnest()), Run::rate);
    }

    /** What a request would take if it cost its HTTP and its row and nothing else. */
    double h() {
        return 1 / (1 / http(64) + 1 / unnest());
    }

    private List<Run> measureUnnest() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < bench.options().runs(); i++) {
            bench.database().database().run(RowStore.TABLE);
            bench.database().checkpoint();
            runs.add(unnestOnce());
            bench.say("unnest-100", runs.get(i).summary());
        }
        return runs;
    }

    private Run unnestOnce() {
        try (ChildJvm child = ChildJvm.start(
                UnnestLimit.class,
                bench.database().database().url(),
                Integer.toString(UNNEST_CONNECTIONS),
                Long.toString(bench.options().stretch().toSeconds()))) {
            child.line("begin");
            Meter before = Meter.read(bench.database(), List.of(child.pid()));
            String rows = child.line("rows");
            Meter cost = Meter.read(bench.database(), List.of(child.pid())).minus(before);
            return new Run(Long.parseLong(rows.split(" ")[1]), cost, new Latencies());
        }
    }
}
