package dev.holdfast.process;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A database migrated by the test, as the command {@code migrate} does it: to this version's tables, or one step further. */
final class Migrated {
    private Migrated() {}

    /** This version's tables, before any replica has started. */
    static void toThisVersion(Database database) {
        migrate(database, List.of("classpath:db/migration"));
    }

    /** A later version's: this one's and a script of it. */
    static void further(Database database, Path dir, String version, String sql) {
        try {
            Files.writeString(dir.resolve("V" + version + ".sql"), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        migrate(database, List.of("classpath:db/migration", "filesystem:" + dir));
    }

    private static void migrate(Database database, List<String> places) {
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name(),
                        database.user(),
                        database.password())
                .locations(places.toArray(String[]::new))
                .initSql(initSql())
                .load()
                .migrate();
    }

    /** How long a migration waits for a lock, as the service has it. */
    private static String initSql() {
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(new YamlConfigSource(Migrated.class.getResource("/application.yaml")))
                    .build()
                    .getValue("quarkus.flyway.init-sql", String.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
