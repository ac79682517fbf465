package dev.holdfast.reconcile;

import dev.holdfast.event.Routes;
import dev.holdfast.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reconciliation of this process: looks every second for sources that have something to do and nobody who does it, and
 * fetches for those that it gets.
 *
 * <p>Made once, started once, stopped once.
 */
public final class Reconciler {
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Map<String, PulledSource> sources;
    private final Store store;
    private final Appending appending;
    private final InstantSource time;
    private final Backoff backoff;
    private final ReconcileMeters meters;
    private final Duration kept;
    private final long looksARenewal;
    private final Map<String, Runner> runners = new ConcurrentHashMap<>();
    private long looks;
    private long timer = -1;
    private boolean looking;
    private volatile boolean stopped;

    /**
     * What it works on and with.
     *
     * @param database where the journal is; connections of its own
     * @param lease how long a source stays with a process that says nothing
     * @param kept how long a gap is remembered
     * @param random uniform in [0, 1)
     */
    public Reconciler(
            Vertx vertx,
            PgConnectOptions database,
            Journal journal,
            Routes routes,
            Collection<PulledSource> sources,
            Duration lease,
            Duration kept,
            InstantSource time,
            DoubleSupplier random,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.sources = sources.stream().collect(Collectors.toMap(PulledSource::name, Function.identity()));
        this.store = new Store(vertx, database, UUID.randomUUID(), lease);
        this.appending = new Appending(vertx, journal, routes);
        this.time = time;
        this.backoff = new Backoff(random);
        this.meters = new ReconcileMeters(registry, this.sources.keySet());
        this.kept = kept;
        this.looksARenewal = Math.max(1, lease.toMillis() / 4 / LOOK_EVERY_MILLIS);
    }

    /** Begins; the journal knows the sources by then. */
    public Future<Void> start() {
        return sources.isEmpty()
                ? Future.succeededFuture()
                : store.know(sources.keySet()).onSuccess(v -> {
                    timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, t -> context.runOnContext(w -> look()));
                });
    }

    /** Lets every source go; another replica, or the next start, goes on where the last page was kept. */
    public Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        List<Future<Void>> ends = new ArrayList<>();
        runners.values().forEach(runner -> ends.add(runner.stop()));
        return Future.join(ends).transform(done -> store.close());
    }

    /** The source of that name; null when there is none, or when it is not fetched from. */
    public @Nullable PulledSource source(String name) {
        return sources.get(name);
    }

    private void look() {
        if (stopped) {
            return;
        }
        if (++looks % looksARenewal == 0) {
            runners.values().forEach(Runner::renew);
        }
        List<String> idle = sources.keySet().stream()
                .filter(name -> !runners.containsKey(name))
                .toList();
        if (!looking && !idle.isEmpty()) {
            looking = true;
            store.claim(idle)
                    .onSuccess(claims -> claims.forEach(this::run))
                    .onComplete(done -> context.runOnContext(v -> looking = false));
        }
    }

    private void run(Claim claim) {
        PulledSource source = sources.get(claim.source());
        if (source == null || stopped) {
            store.release(claim);
            return;
        }
        Runner runner = runner(source, claim);
        runners.put(claim.source(), runner);
        runner.start();
    }

    private Runner runner(PulledSource source, Claim claim) {
        Context own = ((VertxInternal) vertx).createEventLoopContext();
        return new Runner(
                vertx,
                own,
                source,
                claim,
                store,
                new Pages(source, store, appending, time, backoff, meters),
                meters,
                () -> new Round(source, claim, store, time, kept),
                over -> runners.remove(over.source(), over));
    }
}
