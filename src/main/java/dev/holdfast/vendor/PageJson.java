package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a page as JSON: plain {@code true}, {@code false}, {@code null} and numbers are those, the rest is text. */
final class PageJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PageJson() {}

    static JsonNode of(Node node) {
        if (node instanceof MappingNode mappingNode) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple entry : mappingNode.getValue()) {
                String key =
                        entry.getKeyNode() instanceof ScalarNode ? ((ScalarNode) entry.getKeyNode()).getValue() : "";
                object.set(key, of(entry.getValueNode()));
            }
            return object;
        }
        if (node instanceof SequenceNode sequenceNode) {
            ArrayNode array = JSON.arrayNode();
            sequenceNode.getValue().forEach(element -> array.add(of(element)));
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? plain(scalar.getValue())
                : JSON.textNode(scalar.getValue());
    }

    private static JsonNode plain(String text) {
        if (text.equals("true") || text.equals("false")) {
            return JSON.booleanNode(text.equals("true"));
        }
        if (text.isEmpty() || text.equals("null") || text.equals("~")) {
            return JSON.nullNode();
        }
        if (text.matches("-?(0|[1-9][0-9]{0,8})")) {
            return JSON.numberNode(Integer.parseInt(text));
        }
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")
                ? JSON.numberNode(new BigDecimal(text))
                : JSON.textNode(text);
    }
}
