package dev.holdfast.ops;

import dev.holdfast.ops.postgres.CannotStart;
import dev.holdfast.ops.postgres.Durability;
import dev.holdfast.ops.settings.DatabaseAddress;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * The command {@code migrate}: makes the tables of a configured database those of this version, and starts nothing.
 *
 * <p>The service does the same at its start. A deployment runs this first, so that what cannot be migrated stops an upgrade while
 * the replicas of the version before still run.
 */
public final class Migration {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Migration() {}

    /**
     * Migrates; waits a minute for a server that is still starting.
     *
     * @return what was done, in a line
     * @throws CannotStart when there is no such database, it cannot be trusted, or a migration fails
     */
    public static String run() {
        DatabaseAddress address = Start.read().settings().database();
        if (address == null) {
            throw new CannotStart("there is nothing to migrate: the embedded PostgreSQL is migrated at every start;"
                    + " allowed: HOLDFAST_DATABASE_URL");
        }
        Durability.demand(address, PATIENCE);
        try {
            MigrateResult result = flyway(address).migrate();
            return result.migrationsExecuted == 0
                    ? "The tables are those of this version."
                    : "Made " + result.migrationsExecuted + " migrations, up to " + result.targetSchemaVersion + ".";
        } catch (FlywayException e) {
            throw new CannotStart("cannot migrate " + address + ": "
                    + String.valueOf(e.getMessage()).strip());
        }
    }

    /** As Quarkus is told to do it. */
    private static Flyway flyway(DatabaseAddress address) {
        SmallRyeConfig config = ConfigUtils.configBuilder().build();
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .validateMigrationNaming(true)
                .connectRetries(config.getValue("quarkus.flyway.connect-retries", Integer.class))
                .initSql(config.getValue("quarkus.flyway.init-sql", String.class))
                .load();
    }
}
