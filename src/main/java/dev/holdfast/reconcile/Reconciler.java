package dev.holdfast.reconcile;

import dev.holdfast.event.Routes;
import dev.holdfast.journal.Journal;
import dev.holdfast.reconcile.budget.Budgets;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.reconcile.token.Tokens;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Walk;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reconciliation of this process: looks again and again for sources that have something to do and nobody who does it, and
 * fetches for those that it gets.
 *
 * <p>Made once, started once, stopped once.
 */
public final class Reconciler {
    private static final int LOOKS_A_GLANCE = 5;

    private final Vertx vertx;
    private final Context context;
    private final Map<String, PulledSource> sources;
    private final Tokens tokens;
    private final Set<String> withTokens;
    private final Store store;
    private final Journal journal;
    private final Appending appending;
    private final Function<PulledSource, VendorLine> lines;
    private final InstantSource time;
    private final ReconcileMeters meters;
    private final Duration kept;
    private final BooleanSupplier makesWay;
    private final long lookMillis;
    private final long looksARenewal;
    private final Map<String, Runner> runners = new ConcurrentHashMap<>();
    private long looks;
    private long timer = -1;
    private boolean looking;
    private volatile boolean known;
    private volatile boolean stopped;

    /**
     * The reconciliation of a process.
     *
     * @param sources that are fetched from
     * @param http sends calls to vendors
     */
    public Reconciler(Means means, Collection<PulledSource> sources, Budgets budgets, Tokens tokens, VendorHttp http) {
        this.lines = source -> new VendorLine(source, budgets, tokens, http, means.vertx(), means.time());
        this.vertx = means.vertx();
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.sources = sources.stream().collect(Collectors.toMap(PulledSource::name, Function.identity()));
        this.tokens = tokens;
        this.withTokens = sources.stream()
                .filter(source -> source.contract().authentication() instanceof Authentication.OAuth2)
                .map(PulledSource::name)
                .collect(Collectors.toSet());
        this.store = new Store(vertx, means.database(), UUID.randomUUID(), means.lease());
        this.appending = new Appending(vertx, means.journal(), means.routes());
        this.journal = means.journal();
        this.time = means.time();
        this.meters = new ReconcileMeters(means.registry(), this.sources.keySet());
        sources.forEach(source ->
                source.contract().walks().keySet().forEach(list -> meters.lookbackUsed(source.name(), list, 0)));
        this.kept = means.kept();
        this.makesWay = means.makesWay();
        this.lookMillis = means.look().toMillis();
        this.looksARenewal = Math.max(1, means.lease().toMillis() / 4 / lookMillis);
    }

    /**
     * What it works with.
     *
     * @param database where the journal is; reconciliation has connections of its own
     * @param lease how long a source stays with a process that says nothing
     * @param look how often to look for something to do
     * @param kept how long a gap is remembered
     * @param makesWay whether nothing should be fetched now, since there is more urgent work
     * @param time this machine's clock
     */
    public record Means(
            Vertx vertx,
            PgConnectOptions database,
            Journal journal,
            Routes routes,
            Duration lease,
            Duration look,
            Duration kept,
            BooleanSupplier makesWay,
            InstantSource time,
            MeterRegistry registry) {}

    /** Begins; the journal knows the sources by then. */
    public void start() {
        if (!sources.isEmpty()) {
            timer = vertx.setPeriodic(lookMillis, t -> context.runOnContext(w -> look()));
        }
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
        if (looks % LOOKS_A_GLANCE == 0) {
            store.withGaps(sources.keySet()).onSuccess(this::expectLate);
            store.covered(sources.keySet()).onSuccess(all -> all.forEach(this::measure));
            if (!withTokens.isEmpty()) {
                tokens.measure(withTokens);
            }
        }
        if (++looks % looksARenewal == 0) {
            runners.values().forEach(Runner::renew);
        }
        List<String> idle = sources.keySet().stream()
                .filter(name -> !runners.containsKey(name))
                .toList();
        if (!looking && !idle.isEmpty() && !makesWay.getAsBoolean()) {
            looking = true;
            known().compose(v -> store.claim(idle))
                    .onSuccess(claims -> claims.forEach(this::run))
                    .onComplete(done -> context.runOnContext(v -> looking = false));
        }
    }

    /** Every source has its runner's row, from the first look that the database answers. */
    private Future<Void> known() {
        return known ? Future.succeededFuture() : store.know(sources.keySet()).onSuccess(v -> known = true);
    }

    /** Late pushes of what is being fetched count, too: its gaps are written in a moment. */
    private void expectLate(Set<String> withGaps) {
        withGaps.addAll(runners.keySet());
        journal.expectLatePushes(withGaps);
    }

    /** How near what is read is to what the vendor forgets. */
    private void measure(Store.Covered covered) {
        PulledSource source = sources.get(covered.source());
        Walk walk = source == null ? null : source.contract().walks().get(covered.list());
        Duration lookback =
                source == null || walk == null ? null : source.terms(walk).lookback();
        if (lookback != null) {
            double age = Duration.between(covered.to(), time.instant()).toMillis();
            meters.lookbackUsed(covered.source(), covered.list(), Math.max(0, age / lookback.toMillis()));
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
        store.withGaps(sources.keySet()).onSuccess(this::expectLate);
        runner.start();
    }

    private Runner runner(PulledSource source, Claim claim) {
        Context own = ((VertxInternal) vertx).createEventLoopContext();
        VendorLine line = lines.apply(source);
        return new Runner(
                vertx,
                own,
                source,
                claim,
                store,
                new Pages(source, line, store, appending, meters),
                meters,
                makesWay,
                () -> new Round(source, claim, store, time, kept, meters),
                new Backfills(source, claim, store, line, time),
                over -> runners.remove(over.source(), over));
    }
}
