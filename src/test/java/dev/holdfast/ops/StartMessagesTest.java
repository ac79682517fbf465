package dev.holdfast.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.ops.settings.Settings;
import dev.holdfast.secret.Secrets;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartMessagesTest {
    private static final String SOURCE =
            "sources: { pay: { vendor: stripe, secrets: [whsec_4d7c1f0e9b8a4c6d9e2f], reconcile: { every: 1h, credentials: { api-key: sk_test_of_nobody } } } }";
    private static final String TOKEN =
            "admin: { tokens: { me: { role: admin, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 } } }";

    @Test
    void withoutAnythingConfiguredItSaysSoAndNamesTheDemo() {
        List<String> lines = lines("", null);
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("No source is configured"), lines::toString);
        assertTrue(lines.get(0).contains("HOLDFAST_DEMO=true"), lines::toString);
        assertTrue(lines.get(1).contains("holdfast.admin.tokens"), lines::toString);
    }

    @Test
    void theDemoSaysWhereToPostAndWhereToLook() {
        List<String> lines = lines("demo: true", "a-token");
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("http://localhost:18080/webhooks/demo"), lines::toString);
        assertTrue(lines.get(0).contains("http://localhost:18081/demo"), lines::toString);
        assertTrue(lines.get(1).contains("Bearer a-token' http://localhost:18081/admin/v1/targets"), lines::toString);
    }

    @Test
    void whatIsConfiguredIsNotRepeated() {
        List<String> lines = lines(SOURCE + ", " + TOKEN, null);
        assertEquals(List.of(), lines);
        assertFalse(lines.toString().contains("whsec_"), lines::toString);
    }

    private static List<String> lines(String yaml, String token) {
        Secrets secrets = Secrets.local(name -> null);
        Settings settings = Settings.of(
                new SmallRyeConfigBuilder()
                        .withSources(new YamlConfigSource("test", "holdfast: { " + yaml + " }", 110))
                        .build(),
                Set.of(),
                Shelf.read(secrets),
                secrets,
                false);
        return new StartMessages(settings, 18080, 18081).lines(token);
    }
}
