package dev.holdfast.ops;

import static java.util.Objects.requireNonNull;

import dev.holdfast.admin.CapturedSecrets;
import dev.holdfast.event.Routes;
import dev.holdfast.log.WideLog;
import dev.holdfast.ops.settings.DatabaseAddress;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.receive.Entrances;
import dev.holdfast.receive.Refusals;
import dev.holdfast.secret.Secrets;
import dev.holdfast.vendor.Source;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hands the configuration to those who need a part of it, each in words of its own package. */
@Singleton
public final class Configuration {

    @Produces
    @Singleton
    Secrets secrets() {
        return Secrets.local(System::getenv);
    }

    @Produces
    @Singleton
    Shelf shelf(Secrets secrets) {
        return Shelf.read(secrets);
    }

    /** All of it, for {@code ops}, {@code admin} and {@code demo}. */
    @Produces
    @Singleton
    Settings settings(SmallRyeConfig config, Shelf shelf, Secrets secrets) {
        return Settings.of(
                config,
                System.getenv().keySet(),
                shelf,
                secrets,
                LaunchMode.current().isDev());
    }

    @Produces
    @Singleton
    WideLog wideLog(Settings settings) {
        return new WideLog(System.out, settings.logLines());
    }

    @Produces
    @Singleton
    Refusals refusals() {
        return new Refusals();
    }

    @Produces
    @Singleton
    List<Source> sources(Settings settings) {
        return List.copyOf(settings.sources().values());
    }

    @Produces
    @Singleton
    Routes routes(Settings settings) {
        return new Routes(settings.routes());
    }

    @Produces
    @Singleton
    Entrances entrances(Settings settings, Shelf shelf) {
        return new Entrances(settings.sources().values().stream()
                .map(source -> shelf.entrance(source, null))
                .toList());
    }

    @Produces
    @Singleton
    CapturedSecrets capturedSecrets(Vertx vertx, Pool database, Settings settings, Shelf shelf, Entrances entrances) {
        Map<String, Duration> windows = new HashMap<>();
        settings.sources()
                .forEach((name, source) -> shelf.captureWindow(source).ifPresent(window -> windows.put(name, window)));
        return new CapturedSecrets(
                vertx,
                database,
                settings.seal(),
                windows,
                entrances,
                (name, secret) ->
                        shelf.entrance(requireNonNull(settings.sources().get(name)), secret.orElse(null)));
    }

    /** Set by the start, or by a test's {@code PostgresResource}. */
    @Produces
    @Singleton
    DatabaseAddress database(Settings settings) {
        DatabaseAddress address = settings.database();
        if (address == null) {
            throw new IllegalStateException("no database was started");
        }
        return address;
    }

    /** For connections outside of the pool. */
    @Produces
    @Singleton
    PgConnectOptions connectOptions(DatabaseAddress address) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password())
                .setSslMode(SslMode.of(address.ssl().word()));
        if (address.rootCertificate() == null) {
            options.setTrustAll(true);
        } else {
            options.setPemTrustOptions(
                    new PemTrustOptions().addCertPath(address.rootCertificate().toString()));
        }
        if (address.ssl() == dev.holdfast.ops.settings.SslMode.VERIFY_FULL) {
            options.setHostnameVerificationAlgorithm("HTTPS");
        }
        return options;
    }
}
