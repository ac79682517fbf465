package dev.holdfast.ops;

import dev.holdfast.admin.SourceWatch;
import dev.holdfast.event.Routes;
import dev.holdfast.journal.Journal;
import dev.holdfast.ops.settings.ReplicaRole;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.overload.Overload;
import dev.holdfast.reconcile.PulledSource;
import dev.holdfast.reconcile.Reconciler;
import dev.holdfast.reconcile.budget.BudgetMeters;
import dev.holdfast.reconcile.budget.Budgets;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.reconcile.token.TokenMeters;
import dev.holdfast.reconcile.token.Tokens;
import dev.holdfast.target.VendorClient;
import dev.holdfast.vendor.pull.Authentication;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Puts reconciliation together, beside the {@link Assembly} whose journal it appends to. */
@Singleton
public final class Fetching {
    /** Jitter and names of leases need no secrecy, only to differ; each thread has a generator of its own. */
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    /** How long a round that is due, or a backfill, may wait for somebody. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final VendorClient vendors;
    private final Tokens tokens;
    private final Reconciler reconciler;
    private final SourceWatch watch;
    private final boolean ours;

    Fetching(
            Vertx vertx,
            PgConnectOptions database,
            Pool pool,
            Settings settings,
            Shelf shelf,
            Routes routes,
            Targets targets,
            Journal journal,
            Overload overload,
            MeterRegistry meters,
            SourceWatch watch) {
        this.watch = watch;
        this.ours = settings.roles().contains(ReplicaRole.RECONCILE);
        InstantSource time = InstantSource.system();
        this.vendors = targets.vendors();
        List<PulledSource> sources = settings.reconcile().entrySet().stream()
                .map(entry -> shelf.pulled(settings.source(entry.getKey()), entry.getValue()))
                .toList();
        Reconciler.Means means = new Reconciler.Means(
                vertx,
                database,
                journal,
                routes,
                settings.journal().lease(),
                LOOK,
                settings.journal().keyRetention(),
                overload::stopsFetching,
                time,
                meters);
        VendorHttp http = new VendorCalls(vendors, time);
        TokenMeters renewals = new TokenMeters(meters);
        BudgetMeters calls = new BudgetMeters(meters);
        for (PulledSource source : sources) {
            calls.expect(source.name(), source.contract().budgets());
            if (source.contract().authentication() instanceof Authentication.OAuth2) {
                renewals.expect(source.name());
            }
        }
        this.tokens = new Tokens(vertx, pool, http, settings.seal(), time, RANDOM, renewals);
        this.reconciler = new Reconciler(means, sources, budgets(vertx, pool, settings, calls), tokens, http);
    }

    private static Budgets budgets(Vertx vertx, Pool pool, Settings settings, BudgetMeters meters) {
        Map<String, Integer> shares = new HashMap<>();
        Map<String, String> accounts = new HashMap<>();
        settings.reconcile().forEach((name, source) -> {
            if (source.budgetShare() != null) {
                shares.put(name, source.budgetShare());
            }
            if (source.account() != null) {
                accounts.put(name, settings.source(name).vendor() + " account " + source.account());
            }
        });
        return new Budgets(vertx, pool, RANDOM, shares, accounts, meters);
    }

    @Produces
    @Singleton
    Tokens tokens() {
        return tokens;
    }

    @Produces
    @Singleton
    Reconciler reconciler() {
        return reconciler;
    }

    /** After the journal knows the sources. Without the role, backfills are ordered here and fetched elsewhere. */
    void start(@Observes @Priority(200) StartupEvent event) {
        if (ours) {
            reconciler.start();
        }
        watch.start();
    }

    /** What was fetched and not kept is fetched again by whoever is next. */
    Future<Void> stop() {
        return reconciler.stop().eventually(vendors::close);
    }
}
