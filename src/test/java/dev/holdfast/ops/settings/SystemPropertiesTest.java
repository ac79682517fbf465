package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import io.smallrye.config.common.MapBackedConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemPropertiesTest {
    @Test
    void aPropertyThatIsMeantForAToolStopsNoStart() {
        Settings settings = read(Map.of("holdfast.vectors", "all", "holdfast.rounds", "200"), "holdfast: {}");
        assertTrue(settings.sources().isEmpty());
    }

    @Test
    void aPropertyConfiguresAsAFileDoes() {
        Settings settings = read(Map.of("holdfast.sources.pay.vendor", "stripe"), "holdfast: { admin: { port: 1 } }");
        assertEquals("stripe", settings.sources().get("pay").vendor());
        assertEquals(1, settings.admin().port());
    }

    @Test
    void theSameKeyInAFileIsAMistake() {
        WrongConfiguration wrong = assertThrows(
                WrongConfiguration.class,
                () -> read(Map.of("holdfast.vectors", "all"), "holdfast: { vectors: all, rounds: 200 }"));
        assertEquals(2, wrong.lines().size(), wrong.lines()::toString);
    }

    @Test
    void aPropertyWithAWrongValueIsAMistake() {
        assertThrows(WrongConfiguration.class, () -> read(Map.of("holdfast.admin.port", "many"), "holdfast: {}"));
    }

    private static final class AsSystemProperties extends MapBackedConfigSource {
        private static final long serialVersionUID = 1L;

        private AsSystemProperties(Map<String, String> properties) {
            super(SysPropConfigSource.NAME, properties, 400);
        }
    }

    private static Settings read(Map<String, String> properties, String yaml) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new YamlConfigSource("test", yaml, 110), new AsSystemProperties(properties))
                .build();
        return Configured.of(config, Map.of(), false);
    }
}
