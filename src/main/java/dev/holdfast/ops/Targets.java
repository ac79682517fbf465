package dev.holdfast.ops;

import static java.util.Objects.requireNonNull;

import dev.holdfast.ops.settings.DatabaseAddress;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.secret.Secrets;
import dev.holdfast.target.HttpTarget;
import dev.holdfast.target.NameLookup;
import dev.holdfast.target.Target;
import dev.holdfast.target.TargetSettings;
import dev.holdfast.target.TargetUrl;
import dev.holdfast.target.VendorClient;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Makes the configured targets, and what asks vendors: all that dials out. */
@Singleton
final class Targets {
    private final Vertx vertx;
    private final Settings settings;
    private final Secrets secrets;
    private final Predicate<InetSocketAddress> ownSockets;

    Targets(Vertx vertx, Settings settings, Secrets secrets, DatabaseAddress database, Config config) {
        this.vertx = vertx;
        this.settings = settings;
        this.secrets = secrets;
        this.ownSockets = new OwnSockets(
                settings,
                database,
                config.getValue("quarkus.http.port", Integer.class),
                config.getValue("quarkus.management.port", Integer.class));
    }

    List<Target> all() {
        readyGuards();
        return settings.targets().values().stream().map(this::target).toList();
    }

    /** Asks vendors' hosts. */
    VendorClient vendors() {
        return new VendorClient(vertx, settings.gateways(), named(), ownSockets, NameLookup.platform(vertx));
    }

    /** The vendors' URLs that stand in the configuration. */
    private List<TargetUrl> named() {
        return settings.reconcile().entrySet().stream()
                .flatMap(entry -> Stream.concat(
                        Stream.ofNullable(entry.getValue().baseUrl()).map(URI::toString),
                        Stream.of(
                                        entry.getValue().credentials(),
                                        requireNonNull(settings.sources().get(entry.getKey()))
                                                .credentials())
                                .flatMap(credentials -> Stream.ofNullable(credentials.get("token-url")))
                                .map(reference -> secrets.read(reference).reveal())))
                .map(TargetUrl::parse)
                .toList();
    }

    /**
     * Makes what all breakers share, here and not at the first attempt: event loops outlive a live reload and still have the
     * class loader of the application before it, which has no configuration any more.
     */
    private static void readyGuards() {
        TypedGuard.create(Boolean.class).build().get(() -> true);
    }

    private Target target(TargetSettings target) {
        // Span ids need no secrecy, only to differ; each thread has a generator of its own.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new HttpTarget(target, vertx, InstantSource.system(), random, ownSockets, NameLookup.platform(vertx));
    }
}
