package dev.holdfast.ops;

import dev.holdfast.ops.postgres.Durability;
import dev.holdfast.ops.postgres.EmbeddedServer;
import dev.holdfast.ops.settings.DatabaseAddress;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.secret.Secrets;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.time.Duration;

/**
 * What must stand before Quarkus starts: a configuration that holds, and a PostgreSQL that can be trusted.
 *
 * <p>What was found is left in system properties, the strongest of Quarkus' sources. A live reload comes by here again and finds
 * the embedded server of the first start under {@code holdfast.database.url}.
 */
public final class Start {
    private static final String URL = "holdfast.database.url";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Start() {}

    /**
     * Checks the configuration and sees to the database; blocks until it answers.
     *
     * @throws dev.holdfast.ops.settings.WrongConfiguration with all mistakes
     * @throws dev.holdfast.ops.postgres.CannotStart when there is no database to be trusted
     */
    public static void prepare() {
        Secrets secrets = Secrets.local(System::getenv);
        // Quarkus' sources without Quarkus: what it registers for itself later stays untouched.
        Settings settings = Settings.of(
                ConfigUtils.configBuilder().build(),
                System.getenv().keySet(),
                Shelf.read(secrets),
                secrets,
                LaunchMode.current().isDev());
        DatabaseAddress address = settings.database() == null ? embedded(settings) : settings.database();
        Durability.demand(address, PATIENCE);
        DatasourceProperties.of(address).forEach(System::setProperty);
        System.setProperty("quarkus.shutdown.delay", settings.shutdown().delay().toMillis() + "ms");
    }

    private static DatabaseAddress embedded(Settings settings) {
        EmbeddedServer server = EmbeddedServer.start(settings.dataDir());
        StopLast.register(server, settings.shutdown());
        System.setProperty(URL, server.address().url());
        return server.address();
    }
}
