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

    /** Requests that a relay may have under way. */
    static final int IN_FLIGHT = 64;

    private final Bench bench;
    private final Map<String, List<Run>> measured = new HashMap<>();

    Limits(Bench bench) {
        this.bench = bench;
    }

    /** HTTP and HMAC, nothing else: requests a second. */
    double http(int connections) {
        return Run.median(bare("none", connections), Run::rate);
    }

    /** A baseline under load behind a bare server: {@code insert} or {@code entity}. */
    List<Run> bare(String store, int connections) {
        return measured.computeIfAbsent(
                "bare " + store + " " + connections, key -> measure(BareServer.class, store, connections));
    }

    /** The same behind the service's own door. */
    List<Run> whole(String store, int connections) {
        return measured.computeIfAbsent(
                "whole " + store + " " + connections, key -> measure(WholeServer.class, store, connections));
    }

    private List<Run> measure(Class<?> main, String store, int connections) {
        try (Baseline baseline = start(main, store)) {
            String name = main.getSimpleName() + " " + store + ", " + connections;
            return bench.load(name, baseline.address(), connections, 1024, baseline.pids());
        }
    }

    /** A baseline that runs, on an empty table. */
    record Baseline(ChildJvm server, InetSocketAddress address) implements AutoCloseable {
        List<Long> pids() {
            return List.of(server.pid());
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** Starts one, behind whichever door. */
    Baseline start(Class<?> main, String store) {
        bench.database().database().run(RowStore.TABLE);
        int port = FreePorts.next();
        String url = bench.database().database().url();
        ChildJvm server = ChildJvm.start(main, store, Integer.toString(port), url);
        server.line("ready");
        return new Baseline(server, new InetSocketAddress("127.0.0.1", port));
    }

    /** Rows a second that can be committed in statements of 100. */
    double unnest() {
        return Run.median(measured.computeIfAbsent("unnest", key -> measureUnnest()), Run::rate);
    }

    /** What a request would take if it cost its HTTP and its row and nothing else. */
    double h() {
        return 1 / (1 / http(64) + 1 / unnest());
    }

    /** Requests a second that the relay's HTTP client makes when it does nothing else. */
    double posts() {
        return Run.median(measured.computeIfAbsent("posts", key -> measurePosts()), Run::rate);
    }

    private List<Run> measurePosts() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < bench.options().runs(); i++) {
            try (Sink sink = new Sink()) {
                String port = Integer.toString(sink.port());
                runs.add(said(PostingClient.class, "posts", port, Integer.toString(IN_FLIGHT), seconds()));
            }
            bench.say("HTTP alone", runs.get(i));
        }
        return runs;
    }

    private List<Run> measureUnnest() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < bench.options().runs(); i++) {
            bench.database().database().run(RowStore.TABLE);
            bench.database().checkpoint();
            String url = bench.database().database().url();
            runs.add(said(UnnestLimit.class, "rows", url, Integer.toString(UNNEST_CONNECTIONS), seconds()));
            bench.say("unnest-100", runs.get(i));
        }
        return runs;
    }

    /** A child that measures itself: between its {@code begin} and the line with its count. */
    private Run said(Class<?> main, String word, String... arguments) {
        try (ChildJvm child = ChildJvm.start(main, arguments)) {
            child.line("begin");
            Meter before = Meter.read(bench.database(), List.of(child.pid()));
            long count = Long.parseLong(child.line(word).split(" ")[1]);
            Meter cost = Meter.read(bench.database(), List.of(child.pid())).minus(before);
            return new Run(count, cost, new Latencies());
        }
    }

    private String seconds() {
        return Long.toString(bench.options().stretch().toSeconds());
    }
}
