package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code helm/README.md} names every value with its default, and no other; the schema knows each of them. */
class ChartPageTest {
    private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\| `(.*?)` \\|.*");

    @Test
    void thePageNamesExactlyTheValuesThatThereAre() throws IOException {
        Map<String, JsonNode> written = new TreeMap<>();
        for (String line : Chart.page("helm/README.md")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                written.put(row.group(1), new ObjectMapper().readTree(row.group(2)));
            }
        }
        JsonNode values = new ObjectMapper().valueToTree(Chart.defaults());
        Map<String, JsonNode> there = new LinkedHashMap<>();
        written.keySet().forEach(path -> there.put(path, values.at("/" + path.replace('.', '/'))));
        assertEquals(there, written);
        assertEquals(
                leaves(values),
                written.values().stream().mapToInt(ChartPageTest::leaves).sum(),
                "a value without a row");
    }

    private static int leaves(JsonNode node) {
        int leaves = 0;
        for (JsonNode below : node.isObject() ? node : new ObjectMapper().createArrayNode()) {
            leaves += leaves(below);
        }
        return node.isObject() && !node.isEmpty() ? leaves : 1;
    }

    @Test
    void theSchemaIsClosedAndKnowsEveryValue() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Files.readString(Chart.PATH.resolve("values.schema.json")));
        JsonNode values = new ObjectMapper().valueToTree(Chart.defaults());
        known(values, schema, schema, "");
    }

    private static void known(JsonNode value, JsonNode schema, JsonNode root, String path) {
        JsonNode here = schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
        if (here.has("properties") && here.path("additionalProperties").isBoolean()) {
            value.fields().forEachRemaining(field -> {
                assertTrue(here.get("properties").has(field.getKey()), path + "." + field.getKey());
                known(field.getValue(), here.get("properties").get(field.getKey()), root, path + "." + field.getKey());
            });
        }
        assertTrue(!here.has("properties") || here.has("additionalProperties"), path + " takes any key");
    }
}
