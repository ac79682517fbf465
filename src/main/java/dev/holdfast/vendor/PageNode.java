package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One node of a page and where it stands. A mistake is noted and reading goes on, so that a page's writer sees all of
 * them at once; that is why a page is read by hand and not bound by Jackson, which stops at the first.
 *
 * <p>A scalar is its text: {@code no}, {@code 5m} and {@code 1} are what was typed, whatever YAML would make of them.
 */
final class PageNode {
    private final Mistakes mistakes;
    private final String path;
    private final Node yaml;

    PageNode(Mistakes mistakes, String path, Node yaml) {
        this.mistakes = mistakes;
        this.path = path;
        this.yaml = yaml;
    }

    /** Turns a text into what it means. */
    interface Reading<T> {
        T of(String text) throws Fault;
    }

    boolean isText() {
        return yaml instanceof ScalarNode;
    }

    boolean isList() {
        return yaml instanceof SequenceNode;
    }

    boolean isMap() {
        return yaml instanceof MappingNode;
    }

    /** The text; empty, and a mistake, when this is a list or a map. */
    String text() {
        if (yaml instanceof ScalarNode scalarNode) {
            return scalarNode.getValue();
        }
        mistake("is no text", "one text");
        return "";
    }

    /** What the text means, or the stand-in after a mistake was noted. */
    <T> T read(Reading<T> reading, T standIn) {
        if (!isText()) {
            mistake("is no text", "one text");
            return standIn;
        }
        try {
            return reading.of(text());
        } catch (Fault fault) {
            mistake(fault.fault(), fault.allowed());
            return standIn;
        }
    }

    /** The elements, of which there must be one; one node alone counts as a list of one. */
    List<PageNode> list() {
        List<PageNode> elements = elements();
        if (elements.isEmpty()) {
            mistake("is an empty list", "at least one");
        }
        return elements;
    }

    /** The elements, if any; one node alone counts as a list of one. */
    List<PageNode> elements() {
        if (!(yaml instanceof SequenceNode sequenceNode)) {
            return List.of(this);
        }
        List<PageNode> elements = new ArrayList<>();
        for (Node element : sequenceNode.getValue()) {
            elements.add(new PageNode(mistakes, path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** The keys of the map; none, and a mistake, when this is no map. */
    PageFields fields() {
        if (yaml instanceof MappingNode mappingNode) {
            return new PageFields(mistakes, path, mappingNode);
        }
        mistake("is no map", "keys and values");
        return new PageFields(mistakes, path, empty());
    }

    private MappingNode empty() {
        return new MappingNode(
                Tag.MAP, true, List.of(), yaml.getStartMark(), yaml.getEndMark(), DumperOptions.FlowStyle.BLOCK);
    }

    Node yaml() {
        return yaml;
    }

    String path() {
        return path;
    }

    void mistake(String fault, String allowed) {
        mistakes.add(yaml, path, fault, allowed);
    }
}
