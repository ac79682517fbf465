package dev.holdfast.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.journal.JournalSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** While a migration waits for a lock, appends wait behind it. */
class MigrationLocksTest {
    private static final Pattern LOCK_TIMEOUT = Pattern.compile("SET lock_timeout = '(\\d+)ms'");

    /** PostgreSQL's {@code deadlock_timeout}: then an autovacuum that is in somebody's way is ended. */
    private static final Duration AUTOVACUUM_ENDS = Duration.ofSeconds(1);

    @Test
    void aMigrationGivesUpBeforeVendorsAreSentAwayAndNotBeforeAnAutovacuumIs() throws IOException {
        Matcher found = LOCK_TIMEOUT.matcher(own().getValue("quarkus.flyway.init-sql", String.class));
        assertTrue(found.matches());
        Duration patience = Duration.ofMillis(Long.parseLong(found.group(1)));
        assertTrue(patience.compareTo(JournalSettings.DEFAULT.answerWithin()) < 0, patience::toString);
        assertTrue(patience.compareTo(AUTOVACUUM_ENDS) > 0, patience::toString);
    }

    @Test
    void anOlderVersionStartsOnTheTablesOfANewerOne() throws IOException {
        assertEquals("*:future", own().getValue("quarkus.flyway.ignore-migration-patterns", String.class));
    }

    /** The service's own, as it is packaged. */
    private static SmallRyeConfig own() throws IOException {
        return new SmallRyeConfigBuilder()
                .withSources(new YamlConfigSource(MigrationLocksTest.class.getResource("/application.yaml")))
                .build();
    }
}
