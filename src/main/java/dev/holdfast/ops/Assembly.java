package dev.holdfast.ops;

import dev.holdfast.admin.CapturedSecrets;
import dev.holdfast.admin.RefusalKeeper;
import dev.holdfast.admin.ReleaseMeters;
import dev.holdfast.admin.Releases;
import dev.holdfast.event.Routes;
import dev.holdfast.journal.Journal;
import dev.holdfast.log.WideLog;
import dev.holdfast.ops.settings.ReplicaRole;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.overload.Overload;
import dev.holdfast.receive.BodyRoom;
import dev.holdfast.receive.DeliveryLog;
import dev.holdfast.receive.Entrances;
import dev.holdfast.receive.KeyFetcher;
import dev.holdfast.receive.KeyLog;
import dev.holdfast.receive.KeyServer;
import dev.holdfast.receive.ReceiveMeters;
import dev.holdfast.receive.Reception;
import dev.holdfast.receive.Refusals;
import dev.holdfast.receive.WebhookEndpoint;
import dev.holdfast.relay.AttemptLog;
import dev.holdfast.relay.Relay;
import dev.holdfast.relay.RelayMeters;
import dev.holdfast.target.VendorClient;
import dev.holdfast.vendor.KeyRequest;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Puts the service together: journal, relay, endpoint; and takes it apart again.
 *
 * <p>Start: names and lane first, then the targets' loops, then webhooks are let in. The end goes the other way round, see
 * {@link Farewell}.
 */
@Singleton
public final class Assembly {
    private static final long PATIENCE_SECONDS = 30;

    /** After Quarkus' own limits and our doors, before everything that decodes paths or reads bodies. */
    private static final int EARLY = -1_000;

    private final Vertx vertx;
    private final Settings settings;
    private final Entrances entrances;
    private final CapturedSecrets captured;
    private final Targets targets;
    private final WideLog log;
    private final MeterRegistry meters;
    private final RefusalKeeper refusalKeeper;
    private final Refusals refusals;
    private final Overload overload;
    private final Relay relay;
    private final Journal journal;
    private final VendorClient vendors;
    private final KeyFetcher keys;
    private final ReleaseMeters releaseMeters;
    private volatile @Nullable WebhookEndpoint endpoint;

    Assembly(
            Vertx vertx,
            PgConnectOptions database,
            Settings settings,
            Routes routes,
            Entrances entrances,
            Overload overload,
            CapturedSecrets captured,
            Targets targets,
            WideLog log,
            MeterRegistry meters,
            Refusals refusals,
            RefusalKeeper refusalKeeper) {
        this.vertx = vertx;
        this.settings = settings;
        this.entrances = entrances;
        this.overload = overload;
        this.relay = new Relay(overload::slowsRelay);
        this.captured = captured;
        this.targets = targets;
        this.log = log;
        this.meters = meters;
        this.refusals = refusals;
        this.refusalKeeper = refusalKeeper;
        this.releaseMeters = new ReleaseMeters(meters);
        this.journal = new Journal(vertx, database, settings.journal(), routes, relay, InstantSource.system(), meters);
        this.vendors = targets.vendors();
        this.keys = new KeyFetcher(
                vertx,
                this::ask,
                InstantSource.system(),
                new KeyLog(log, meters, settings.sources().keySet()));
    }

    void route(@Observes Router router) {
        router.route().order(EARLY).handler(this::receive);
    }

    /** After the migrations, which run before any observer. */
    void start(@Observes @Priority(100) StartupEvent event) {
        log.start();
        FunctionCounter.builder("holdfast.log.dropped.lines", log.dropped(), LongAdder::doubleValue)
                .register(meters);
        await(journal.know(settings.sources().keySet(), settings.targets().keySet()));
        AttemptLog attempts = new AttemptLog(log, new RelayMeters(meters, InstantSource.system()));
        targets.all().forEach(target -> relay.add(vertx, journal, target, attempts));
        await(journal.start());
        refusalKeeper.start();
        DeliveryLog deliveries = new DeliveryLog(
                log, new ReceiveMeters(meters, settings.sources().keySet()), refusals);
        await(captured.start());
        releaseMeters.show(settings.sources().keySet());
        endpoint = new WebhookEndpoint(
                vertx,
                entrances,
                overload,
                BodyRoom.ofHeap(),
                InstantSource.system(),
                new Reception(journal, overload, keys, captured, deliveries));
    }

    @Produces
    @Singleton
    Journal journal() {
        return journal;
    }

    @Produces
    @Singleton
    Releases releases(Pool database) {
        return new Releases(database, journal, entrances::door, releaseMeters);
    }

    Relay relay() {
        return relay;
    }

    /** Deliveries that wait for a vendor's key when the front door closes are told to come again. */
    void closeKeysIn(Duration delay) {
        if (delay.isZero()) {
            keys.close();
        } else {
            vertx.setTimer(delay.toMillis(), t -> keys.close());
        }
    }

    /** Ends what has nothing to do with events. */
    void close() {
        captured.stop();
        vendors.close();
    }

    private Future<KeyServer.Answer> ask(KeyRequest request, Duration within) {
        return vendors.ask(new VendorClient.Question(
                        request.url().toString(), request.body().orElse(null), KeyRequest.LARGEST, within))
                .map(answered -> new KeyServer.Answer(answered.status(), answered.body()));
    }

    private void receive(RoutingContext context) {
        String path = context.request().path();
        if (path == null
                || !path.startsWith(WebhookEndpoint.PREFIX)
                || !settings.roles().contains(ReplicaRole.RECEIVE)) {
            context.next();
            return;
        }
        WebhookEndpoint open = endpoint;
        if (open == null) {
            context.response().setStatusCode(503).putHeader("retry-after", "1").end();
        } else {
            open.handle(context.request());
        }
    }

    /** Start-up may wait; nothing else does. */
    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
