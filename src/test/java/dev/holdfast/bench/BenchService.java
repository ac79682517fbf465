package dev.holdfast.bench;

import dev.holdfast.process.Database;
import dev.holdfast.process.HubSpotBatches;
import dev.holdfast.process.Service;
import dev.holdfast.process.ServiceSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The packaged service as the benchmark runs it: a Stripe and a HubSpot source, and one target or none. */
final class BenchService implements AutoCloseable {
    static final String SOURCE = "bench";

    private final Service service;
    private final Database database;

    private BenchService(Service service, Database database) {
        this.service = service;
        this.database = database;
    }

    /** A started service on an empty database of its own; without a target's URL nothing is relayed. */
    static BenchService start(Bench bench, String name, @Nullable String target) {
        return start(bench, name, target, settings -> {});
    }

    /** The same, with more settings. */
    static BenchService start(Bench bench, String name, @Nullable String target, Consumer<ServiceSettings> more) {
        return replica(bench, name, bench.database().fresh("bench_" + name), target, more);
    }

    /** A started service on a database that others may be on, too. */
    static BenchService replica(
            Bench bench, String name, Database database, @Nullable String target, Consumer<ServiceSettings> more) {
        ServiceSettings settings = new ServiceSettings()
                .asInProduction()
                .database(database)
                .stripe(SOURCE, BareServer.SECRET)
                .source(HubSpotBatches.SOURCE, HubSpotBatches.settings())
                .set("quarkus.log.level", "WARN");
        // To profile what a row shows: a flight recording, another collector.
        String options = System.getProperty("bench.service.options", "");
        if (!options.isBlank()) {
            settings.java(options.split(" "));
        }
        if (target != null) {
            settings.target("sink", target, ", timeout: 5m, max-in-flight: 64").route(SOURCE, "sink");
        }
        more.accept(settings);
        Path dir = bench.dir().resolve(name);
        return new BenchService(new Service(dir, settings).start(), database);
    }

    InetSocketAddress address() {
        return service.address();
    }

    int adminPort() {
        return service.adminPort();
    }

    long pid() {
        return service.pid();
    }

    List<Long> pids() {
        return List.of(service.pid());
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        service.close();
    }
}
