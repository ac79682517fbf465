package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The schema that editors have and the check at the start are of one opinion. */
class SchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()))
            .getSchema(resource("/vendors/vendor.schema.json"));

    private static String resource(String path) {
        try (InputStream in = SchemaTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an editor tells of a page: no YAML, a key twice, or what the schema finds. */
    private static List<String> told(String page) {
        Mistakes mistakes = new Mistakes("p.yaml");
        PageNode root = PageFile.compose(page, mistakes).orElse(null);
        if (root == null || !mistakes.none()) {
            return List.of("no page at all");
        }
        if (hasKeyTwice(root.yaml())) {
            return List.of("a key twice");
        }
        return SCHEMA.validate(PageJson.of(root.yaml())).stream()
                .map(Error::toString)
                .toList();
    }

    private static boolean hasKeyTwice(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().anyMatch(SchemaTest::hasKeyTwice);
        }
        if (!(node instanceof MappingNode map)) {
            return false;
        }
        Set<String> keys = new HashSet<>();
        for (NodeTuple entry : map.getValue()) {
            if (!keys.add(((ScalarNode) entry.getKeyNode()).getValue()) || hasKeyTwice(entry.getValueNode())) {
                return true;
            }
        }
        return false;
    }

    @TestFactory
    Stream<DynamicTest> everyPageIsGoodToBoth() {
        return Requests.PAGES.all().stream()
                .map(vendor -> dynamicTest(
                        vendor.name(),
                        () -> assertEquals(List.of(), told(resource("/vendors/" + vendor.name() + ".yaml")))));
    }

    @TestFactory
    Stream<DynamicTest> everyHostilePageIsBadToBoth() {
        return HostilePagesTest.hostile().entrySet().stream()
                .map(page -> dynamicTest(
                        page.getKey(),
                        () -> assertTrue(!told(page.getValue()).isEmpty(), page.getKey() + "\n" + page.getValue())));
    }

    @Test
    void thereAreEnoughHostilePages() {
        Map<String, String> hostile = HostilePagesTest.hostile();
        assertTrue(hostile.size() >= 50, () -> "only " + hostile.size());
        assertEquals(List.of(), told(HostilePagesTest.GOOD), "the page that they are made of is good");
        assertEquals(List.of(), told(PullHostilePages.GOOD), "and the one with a pull");
    }
}
