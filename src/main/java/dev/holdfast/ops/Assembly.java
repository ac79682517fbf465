package dev.holdfast.ops;

import dev.holdfast.admin.RefusalKeeper;
import dev.holdfast.event.Routes;
import dev.holdfast.journal.Journal;
import dev.holdfast.log.WideLog;
import dev.holdfast.ops.settings.ReplicaRole;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.receive.DeliveryLog;
import dev.holdfast.receive.Entrance;
import dev.holdfast.receive.ReceiveMeters;
import dev.holdfast.receive.Refusals;
import dev.holdfast.receive.WebhookEndpoint;
import dev.holdfast.relay.AttemptLog;
import dev.holdfast.relay.Relay;
import dev.holdfast.relay.RelayMeters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
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
    private final Shelf shelf;
    private final Targets targets;
    private final WideLog log;
    private final MeterRegistry meters;
    private final RefusalKeeper refusalKeeper;
    private final Refusals refusals;
    private final Relay relay = new Relay();
    private final Journal journal;
    private volatile @Nullable WebhookEndpoint endpoint;

    Assembly(
            Vertx vertx,
            PgConnectOptions database,
            Settings settings,
            Routes routes,
            Shelf shelf,
            Targets targets,
            WideLog log,
            MeterRegistry meters,
            Refusals refusals,
            RefusalKeeper refusalKeeper) {
        this.vertx = vertx;
        this.settings = settings;
        this.shelf = shelf;
        this.targets = targets;
        this.log = log;
        this.meters = meters;
        this.refusals = refusals;
        this.refusalKeeper = refusalKeeper;
        this.journal = new Journal(vertx, database, settings.journal(), routes, relay, InstantSource.system(), meters);
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
        endpoint = new WebhookEndpoint(vertx, entrances(), journal, InstantSource.system(), deliveries);
    }

    @Produces
    @Singleton
    Journal journal() {
        return journal;
    }

    Relay relay() {
        return relay;
    }

    private Map<String, Entrance> entrances() {
        return settings.sources().values().stream()
                .map(shelf::entrance)
                .collect(Collectors.toMap(entrance -> entrance.source().name(), entrance -> entrance));
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
