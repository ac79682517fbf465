package dev.holdfast.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.ops.settings.Settings;
import dev.holdfast.ops.settings.ShutdownSettings;
import dev.holdfast.secret.Secrets;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    /** What Kubernetes grants, and systemd more than that. */
    private static final Duration GRANTED = Duration.ofSeconds(30);

    private final SmallRyeConfig own = config();

    @Test
    void allOfItsStepsTogetherTakeNoLongerThanSupervisorsGrant() {
        ShutdownSettings usual = settings("{}").shutdown();
        Duration requests = Duration.ofSeconds(seconds("quarkus.shutdown.timeout"));
        Duration all =
                usual.delay().plus(requests).plus(usual.drain()).plus(Duration.ofSeconds(Farewell.LANES_SECONDS));
        assertTrue(all.compareTo(GRANTED) < 0, all::toString);
    }

    @Test
    void requestsUnderWayMayWaitForTheirCommit() {
        Duration requests = Duration.ofSeconds(seconds("quarkus.shutdown.timeout"));
        assertTrue(requests.compareTo(settings("{}").journal().answerWithin()) > 0);
    }

    @Test
    void itIsNotReadyForAWhileBeforeItTakesNoMore() {
        assertEquals(
                "true", own.getConfigValue("quarkus.shutdown.delay-enabled").getValue());
        assertTrue(settings("{}").shutdown().delay().compareTo(Duration.ZERO) > 0);
    }

    @Test
    void bothTimesAreTheOperators() {
        ShutdownSettings shutdown =
                settings("{ shutdown: { delay: 7s, drain: 1m } }").shutdown();
        assertEquals(Duration.ofSeconds(7), shutdown.delay());
        assertEquals(Duration.ofMinutes(1), shutdown.drain());
    }

    private int seconds(String key) {
        return Integer.parseInt(own.getConfigValue(key).getValue().replace("s", ""));
    }

    private static Settings settings(String yaml) {
        Secrets secrets = Secrets.local(name -> null);
        return Settings.of(
                new SmallRyeConfigBuilder()
                        .withSources(new YamlConfigSource("test", "holdfast: " + yaml, 110))
                        .build(),
                Set.of(),
                Shelf.read(secrets),
                secrets,
                false);
    }

    /** The service's own, as it is packaged. */
    private static SmallRyeConfig config() {
        URL own = Settings.class.getResource("/application.yaml");
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(new YamlConfigSource(own))
                    .build();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
