package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} names every key there is, and no other. */
class ConfigurationPageTest {
    /** One of everything that has a name, so that the reader asks for all that there is. */
    private static final String ONE_OF_EACH = """
            holdfast:
              sources: { name: { vendor: stripe, reconcile: { every: 1h } } }
              targets: { name: { url: "http://h/", secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" } }
              routes: { name: { from: [name], to: [name] } }
              admin: { tokens: { name: { sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", role: viewer } } }
            """;

    @Test
    void thePageNamesExactlyTheKeysThatAreRead() throws IOException {
        Set<String> written = new TreeSet<>();
        ConfigurationPage.keys().forEach(key -> written.add(key.replace("{name}", "name")));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new YamlConfigSource("test", ONE_OF_EACH, 110))
                .build();
        Set<String> read = new TreeSet<>();
        Configured.known(config).forEach(key -> read.add(Keys.withoutIndex(key)));
        assertEquals(read, written);
    }
}
