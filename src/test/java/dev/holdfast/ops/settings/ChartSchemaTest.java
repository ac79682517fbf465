package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The chart's schema and the start agree on a configuration: on which keys there are, and on how their values are written. The
 * schema is stricter in one thing, a secret that is written out, and knows less in two: bounds, and names that have to exist.
 */
class ChartSchemaTest {
    private static final String DATABASE = "database: { existingSecret: { name: holdfast-database } }\n";
    private static final String SIGNING = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "A", SIGNING,
            "B", SIGNING,
            "KEY", "6FMFGQ/BNFV5trR/j2XEbZzzpHhZDoontTXbRyL5q3w=",
            "SHA", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "HOST", "billing",
            "WAIT", "10s");

    /** What the chart says in other values, and refuses by name. */
    private static final Set<String> ELSEWHERE = Set.of("admin.host", "admin.port", "data-dir", "demo", "roles");

    @Test
    void theSchemaHasExactlyTheKeysThatAreRead() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Files.readString(Chart.PATH.resolve("values.schema.json")));
        Set<String> there = new TreeSet<>();
        keys(schema.at("/properties/configuration"), "", schema, there);
        assertEquals(
                ConfigurationPage.keys().stream()
                        .map(key -> key.substring("holdfast.".length()).replace("{name}", "name"))
                        .filter(key -> !key.startsWith("database.") && !key.startsWith("shutdown."))
                        .collect(Collectors.toCollection(TreeSet::new)),
                there);
        assertTrue(there.containsAll(ELSEWHERE));
    }

    private static void keys(JsonNode schema, String path, JsonNode root, Set<String> found) {
        JsonNode here = schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        String below = path.isEmpty() ? "" : path + ".";
        if (here.has("properties")) {
            here.get("properties").fields().forEachRemaining(field -> {
                if (!Set.of("database", "shutdown").contains(below + field.getKey())) {
                    keys(field.getValue(), below + field.getKey(), root, found);
                }
            });
        } else if (here.path("propertyNames").has("$ref")) {
            keys(here.get("additionalProperties"), below + "name", root, found);
        } else {
            found.add(here.path("type").asText().equals("object") ? below + "*" : path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: { pay: { vendor: stripe, secrets: [\"env:A\", \"file:/dev/null\", \"vault:a#b\"] } }",
                "sources: { pay: { vendor: stripe, secrets: \"env:A,env:B\", signatures: [v1], max-body: 2MiB, freshness: 6h } }",
                "sources: { pay: { vendor: stripe, max-body: 1048576, params: { a: { b: [1, 2] } }, public-url: \"https://hooks.example/webhooks/pay\" } }",
                "sources: { pay: { vendor: stripe, credentials: { verify-token: \"env:A\" } } }",
                "sources: { pay: { vendor: stripe, reconcile: { every: 1h30m, lookback: 3d, overlap: 0s, lag: 250ms, lists: \"a,b\", budget-share: 100% } } }",
                "sources: { pay: { vendor: stripe, reconcile: { base-url: \"http://10.0.0.1:8080/api\", params: { shop: x }, credentials: { api-key: \"env:A\" } } } }",
                "targets: { bill: { url: \"http://billing:8080/hooks?a=b\", secret: \"env:A\" } }",
                "targets: { bill: { url: \"http://${HOST}:8080/hooks\", secrets: [\"env:A\", \"env:B\"], timeout: \"${WAIT}\" } }",
                "targets: { bill: { url: \"https://b.example\", secret: \"env:A\", retries: [5s, 1m], breaker-delay: 1s, rate: 5/h } }",
                "targets: { bill: { url: \"https://b.example\", secret: \"env:A\", retries: \"5s, 1m\", max-in-flight: 16, rate: 100/m } }",
                "targets: { bill: { url: \"https://b.example\", secret: \"env:A\", max-in-flight: \"16\" } }",
                "{ sources: { pay: { vendor: stripe } }, targets: { bill: { url: \"http://b\", secret: \"env:A\" } }, routes: { all: { from: [pay], to: [bill] } } }",
                "{ sources: { pay: { vendor: stripe } }, targets: { bill: { url: \"http://b\", secret: \"env:A\" } }, routes: { all: { from: pay, types: \"invoice.*,charge.*\", to: bill } } }",
                "admin: { tokens: { ci: { sha256: \"${SHA}\", role: viewer } } }",
                "secret: { master-keys: [\"env:KEY\"] }",
                "secret: { master-keys: \"env:KEY\" }",
                "egress: { gateways: [\"api.acme.example=10.0.0.5:8443\"] }",
                "log: { lines: none }",
                "journal: { batch-rows: 1, batch-bytes: 1KiB, queue-rows: \"2048\", queue-bytes: 33554432, answer-within: 1800ms, lease: 10s, keep-events: 4d, keep-keys: 90d }",
            })
    void whatIsWellWrittenBothTake(String configuration) {
        assertDoesNotThrow(() -> Chart.render(DATABASE + "configuration:\n  " + configuration + "\n"));
        assertDoesNotThrow(() -> start(configuration));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: { pay: { vendor: stripe } }",
                "sources: { Pay: { vendor: stripe } }",
                "sources: { pay: { secrets: [\"env:A\"] } }",
                "sources: { pay: { vendor: stripe, secret: \"env:A\" } }",
                "sources: { pay: { vendor: [stripe] } }",
                "sources: { pay: { vendor: stripe, max-body: huge } }",
                "sources: { pay: { vendor: stripe, max-body: 2MB } }",
                "sources: { pay: { vendor: stripe, max-body: { a: 1 } } }",
                "sources: { pay: { vendor: stripe, freshness: 6 } }",
                "sources: { pay: { vendor: stripe, freshness: soon } }",
                "sources: { pay: { vendor: stripe, public-url: hooks.example } }",
                "sources: { pay: { vendor: stripe, reconcile: { evry: 1h } } }",
                "sources: { pay: { vendor: stripe, reconcile: { every: 1w } } }",
                "sources: { pay: { vendor: stripe, reconcile: { budget-share: 0.5 } } }",
                "sources: { pay: { vendor: stripe, reconcile: { budget-share: 150% } } }",
                "sources: { pay: { vendor: stripe, reconcile: { base-url: \"ftp://a\" } } }",
                "sources: { pay: { vendor: stripe, credentials: { verify-token: [\"env:A\"] } } }",
                "targets: { bill: { secret: \"env:A\" } }",
                "targets: { bill: { url: \"http://u:p@b\", secret: \"env:A\" } }",
                "targets: { bill: { url: \"http://b/#x\", secret: \"env:A\" } }",
                "targets: { bill: { url: \"http://b\", secret: \"env:A\", rate: 200 } }",
                "targets: { bill: { url: \"http://b\", secret: \"env:A\", rate: 0/s } }",
                "targets: { bill: { url: \"http://b\", secret: \"env:A\", max-in-flight: 0 } }",
                "targets: { bill: { url: \"http://b\", secret: \"env:A\", max-in-flight: many } }",
                "targets: { bill: { url: \"http://b\", secret: \"env:A\", retries: [5] } }",
                "targets: { bill: { url: \"http://b\", secret: \"env:A\", time-out: 5s } }",
                "targets: { bill: { url: \"http://b\", secrets: [] } }",
                "routes: { all: { to: [] } }",
                "routes: { all: { from: [], to: [], type: [a] } }",
                "{ sources: { pay: { vendor: stripe } }, targets: { bill: { url: \"http://b\", secret: \"env:A\" } }, routes: { all: { from: [], to: [bill] } } }",
                "{ sources: { pay: { vendor: stripe } }, targets: { bill: { url: \"http://b\", secret: \"env:A\" } }, routes: { all: { from: [pay], to: [] } } }",
                "{ sources: { pay: { vendor: stripe } }, targets: { bill: { url: \"http://b\", secret: \"env:A\" } }, routes: { all: { from: [pay], types: [], to: [bill] } } }",
                "admin: { tokens: { ci: { sha256: token, role: viewer } } }",
                "admin: { tokens: { ci: { sha256: \"${SHA}\", role: boss } } }",
                "admin: { tokens: { ci: { sha256: \"${SHA}\" } } }",
                "admin: { token: { ci: { role: viewer } } }",
                "secret: { master-key: [\"env:KEY\"] }",
                "egress: { gateways: [\"api.acme.example\"] }",
                "log: { lines: some }",
                "journal: { lease: banana }",
                "journal: { lease: 6 }",
                "journal: { batch-rows: 0 }",
                "journal: { batch-rows: 1.5 }",
                "journal: { queue-bytes: 64M }",
                "journl: { lease: 6s }",
                "journal: 6s",
            })
    void whatIsBadlyWrittenNeitherTakes(String configuration) {
        String said = String.valueOf(assertThrows(
                        IllegalStateException.class,
                        () -> Chart.render(DATABASE + "configuration:\n  " + configuration + "\n"))
                .getMessage());
        assertTrue(said.contains("specifications of the schema"), said);
        assertThrows(WrongConfiguration.class, () -> start(configuration));
    }

    private static Settings start(String configuration) {
        return Configured.with("holdfast:\n  " + configuration + "\n", ENVIRONMENT);
    }
}
