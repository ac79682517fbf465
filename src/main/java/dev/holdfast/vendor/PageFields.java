package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The keys of one map of a page: what is asked for is known, and what nobody asked for is a mistake. */
final class PageFields {
    private final Mistakes mistakes;
    private final String path;
    private final MappingNode map;
    private final Map<String, PageNode> values = new LinkedHashMap<>();
    private final Map<String, ScalarNode> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    PageFields(Mistakes mistakes, String path, MappingNode map) {
        this.mistakes = mistakes;
        this.path = path;
        this.map = map;
        for (NodeTuple entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode)) {
                mistakes.add(entry.getKeyNode(), path, "a key is no text", "text");
                continue;
            }
            ScalarNode key = (ScalarNode) entry.getKeyNode();
            if (keys.putIfAbsent(key.getValue(), key) != null) {
                mistakes.add(key, below(key.getValue()), "stands here twice", "once");
            }
            values.put(key.getValue(), new PageNode(mistakes, below(key.getValue()), entry.getValueNode()));
        }
    }

    @Nullable
    PageNode get(String key) {
        asked.add(key);
        return values.get(key);
    }

    /** What the key holds, or the stand-in after noting that it is missing. */
    <T> T required(String key, Function<PageNode, T> reading, T standIn) {
        PageNode node = get(key);
        if (node == null) {
            missing(key);
            return standIn;
        }
        return reading.apply(node);
    }

    void missing(String key) {
        mistakes.add(map, below(key), "is missing", "it is required");
    }

    <T> @Nullable T ifThere(String key, Function<PageNode, T> reading) {
        PageNode node = get(key);
        return node == null ? null : reading.apply(node);
    }

    <T> T optional(String key, Function<PageNode, T> reading, T otherwise) {
        PageNode node = get(key);
        return node == null ? otherwise : reading.apply(node);
    }

    /** One word out of a closed set. */
    <E extends Enum<E>> E choice(String key, List<E> allowed, E standIn) {
        return required(key, node -> node.read(text -> Words.one(text, allowed), standIn), standIn);
    }

    /** One word or several out of a closed set. */
    <E extends Enum<E>> List<E> choices(String key, List<E> allowed, E standIn) {
        return required(
                key,
                node -> node.list().stream()
                        .map(one -> one.read(text -> Words.one(text, allowed), standIn))
                        .toList(),
                List.of(standIn));
    }

    /** Whether the word stands anywhere in what the map holds. */
    boolean mentions(String word) {
        return PageJson.of(map).toString().contains(word);
    }

    /** The same, but for what one of its keys holds. */
    boolean mentions(String word, String except) {
        ObjectNode rest = (ObjectNode) PageJson.of(map);
        rest.remove(except);
        return rest.toString().contains(word);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Every key and value, for maps whose keys are the page's own. */
    Map<String, PageNode> all() {
        asked.addAll(values.keySet());
        return values;
    }

    /** Notes every key that nobody asked for. */
    void refuseOthers() {
        keys.forEach((name, node) -> {
            if (!asked.contains(name)) {
                mistakes.add(node, below(name), "is no key here", "keys are " + String.join(", ", asked));
            }
        });
    }

    void mistake(String key, String fault, String allowed) {
        PageNode node = values.get(key);
        if (node != null) {
            node.mistake(fault, allowed);
        } else {
            mistakes.add(map, below(key), fault, allowed);
        }
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
