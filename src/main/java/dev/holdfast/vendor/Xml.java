package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One element of an XML body, known by its local name; an attribute is a step that begins with {@code @}. */
final class Xml implements Node {
    private final String name;
    private final @Nullable Xml parent;
    private final int start;
    private int end;
    private final Map<String, Xml> attributes = new LinkedHashMap<>();
    private final List<Xml> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Xml(String name, @Nullable Xml parent, int start) {
        this.name = name;
        this.parent = parent;
        this.start = start;
    }

    void add(Xml child) {
        children.add(child);
    }

    void addAttribute(Xml attribute) {
        attributes.put(attribute.name, attribute);
    }

    void addText(String more) {
        text.append(more);
    }

    void close(int end) {
        this.end = end;
    }

    @Override
    public @Nullable Xml parent() {
        return parent;
    }

    @Override
    public boolean isArray() {
        return false;
    }

    @Override
    public List<Node> step(String step) {
        if (step.startsWith("@")) {
            Xml attribute = attributes.get(step.substring(1));
            return attribute == null ? List.of() : List.of(attribute);
        }
        if (step.equals("*")) {
            return List.of(this);
        }
        List<Node> found = new ArrayList<>();
        for (Xml child : children) {
            if (child.name.equals(step)) {
                found.add(child);
            }
        }
        return found;
    }

    @Override
    public @Nullable String text() {
        return children.isEmpty() ? text.toString() : null;
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        return end;
    }
}
