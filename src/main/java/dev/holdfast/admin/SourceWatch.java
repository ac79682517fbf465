package dev.holdfast.admin;

import dev.holdfast.vendor.Source;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** Looks every few seconds when each source was last heard of, by whichever replica, and shows it as metrics. */
@ApplicationScoped
public class SourceWatch {
    private static final Logger LOG = Logger.getLogger(SourceWatch.class);
    private static final long EVERY_MILLIS = 5_000;

    private final Vertx vertx;
    private final Pool database;
    private final MeterRegistry meters;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, SourceState> states = new ConcurrentHashMap<>();
    private final InstantSource time = InstantSource.system();
    private long timer = -1;

    SourceWatch(Vertx vertx, Pool database, MeterRegistry meters, List<Source> sources) {
        this.vertx = vertx;
        this.database = database;
        this.meters = meters;
        sources.forEach(source -> this.sources.put(source.name(), source));
    }

    /** Begins. */
    public void start() {
        Instant began = time.instant();
        sources.forEach((name, source) -> {
            age(name, "push", (freshness, now) -> freshness.pushAge(now).toMillis() / 1_000.0, began);
            age(name, "pull", (freshness, now) -> freshness.pullAge(now).toMillis() / 1_000.0, began);
            alarm("holdfast.source.stale", name, (freshness, now) -> freshness.isStale(now), began);
            alarm("holdfast.source.push.silent", name, (freshness, now) -> freshness.isPushSilent(now), began);
        });
        look();
        timer = vertx.setPeriodic(EVERY_MILLIS, t -> look());
    }

    @PreDestroy
    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        database.preparedQuery(SourceSql.SOURCES)
                .execute(Tuple.tuple().addArrayOfString(sources.keySet().toArray(String[]::new)))
                .subscribe()
                .with(this::seen, failure -> LOG.debugf("sources not looked at: %s", failure.getMessage()));
    }

    private void seen(RowSet<Row> rows) {
        rows.forEach(row -> {
            SourceState state = SourceState.of(row);
            states.put(state.source(), state);
        });
    }

    private void age(String source, String origin, BiFunction<Freshness, Instant, Double> age, Instant began) {
        Gauge.builder("holdfast.source.newest.age.seconds", this, value(source, age, began))
                .tags("source", source, "origin", origin)
                .register(meters);
    }

    private void alarm(String name, String source, BiFunction<Freshness, Instant, Boolean> holds, Instant began) {
        Gauge.builder(name, this, value(source, (f, now) -> holds.apply(f, now) ? 1.0 : 0.0, began))
                .tags("source", source)
                .register(meters);
    }

    private ToDoubleFunction<SourceWatch> value(
            String source, BiFunction<Freshness, Instant, Double> reading, Instant began) {
        return watch -> reading.apply(watch.freshness(source, began), watch.time.instant());
    }

    private Freshness freshness(String name, Instant began) {
        Source source = sources.get(name);
        SourceState state = states.get(name);
        return new Freshness(
                source == null ? null : source.freshness(),
                state == null ? began : state.since(),
                state == null ? null : state.push(),
                state == null ? null : state.pull());
    }
}
