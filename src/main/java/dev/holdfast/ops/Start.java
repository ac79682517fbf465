package dev.holdfast.ops;

import dev.holdfast.ops.postgres.Durability;
import dev.holdfast.ops.postgres.EmbeddedServer;
import dev.holdfast.ops.settings.DatabaseAddress;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.secret.Secrets;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What must stand before Quarkus starts: a configuration that holds, and a PostgreSQL that can be trusted.
 *
 * <p>What was found is left in system properties, the strongest of Quarkus' sources. A live reload comes by here again and finds
 * the embedded server of the first start under {@code holdfast.database.url}.
 */
public final class Start {
    private static final String URL = "holdfast.database.url";
    /** In the names that Quarkus gives to its sources. */
    private static final Pattern FILE = Pattern.compile("\\[source=file:(?://)?([^!\\]]+)]");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String EVENT_LOOPS = "quarkus.vertx.event-loops-pool-size";
    /** The journal's and the targets' work must not stand behind a single slow request. */
    private static final int LEAST_EVENT_LOOPS = 2;

    private Start() {}

    /**
     * Checks the configuration and sees to the database; blocks until it answers.
     *
     * @throws dev.holdfast.ops.settings.WrongConfiguration with all mistakes
     * @throws dev.holdfast.ops.postgres.CannotStart when there is no database to be trusted
     */
    public static void prepare() {
        Settings settings = read().settings();
        DatabaseAddress address = settings.database() == null ? embedded(settings) : settings.database();
        Durability.demand(address, PATIENCE);
        DatasourceProperties.of(address).forEach(System::setProperty);
        System.setProperty("quarkus.shutdown.delay", settings.shutdown().delay().toMillis() + "ms");
        eventLoops();
    }

    /**
     * One event loop a processor where the operator says nothing: Quarkus makes two, and what a second one costs in turns taken
     * is a tenth of a delivery's CPU.
     */
    private static void eventLoops() {
        if (ConfigUtils.configBuilder()
                .build()
                .getOptionalValue(EVENT_LOOPS, Integer.class)
                .isEmpty()) {
            int processors = Runtime.getRuntime().availableProcessors();
            System.setProperty(EVENT_LOOPS, Integer.toString(Math.max(LEAST_EVENT_LOOPS, processors)));
        }
    }

    /**
     * What is configured, and the pages that it names.
     *
     * @param files where the configuration was found
     */
    public record Configured(Settings settings, Shelf shelf, List<String> files) {}

    /**
     * Reads and checks the configuration and every page; touches nothing else.
     *
     * @throws dev.holdfast.ops.settings.WrongConfiguration with all mistakes
     * @throws dev.holdfast.vendor.Misconfigured with all mistakes of all pages
     */
    public static Configured read() {
        Secrets secrets = Secrets.local(System::getenv);
        Shelf shelf = Shelf.read(secrets);
        // Quarkus' sources without Quarkus: what it registers for itself later stays untouched.
        SmallRyeConfig config = ConfigUtils.configBuilder().build();
        Settings settings = Settings.of(
                config,
                System.getenv().keySet(),
                shelf,
                secrets,
                LaunchMode.current().isDev());
        return new Configured(settings, shelf, files(config));
    }

    private static List<String> files(SmallRyeConfig config) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .map(ConfigSource::getName)
                .map(FILE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static DatabaseAddress embedded(Settings settings) {
        EmbeddedServer server = EmbeddedServer.start(settings.dataDir());
        StopLast.register(server, settings.shutdown());
        System.setProperty(URL, server.address().url());
        return server.address();
    }
}
