package dev.holdfast.vendor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One element of an XML body, known by its local name; an attribute is a step that begins with {@code @}. */
final class Xml implements Node {
    private final String name;
    private final @Nullable Xml parent;
    private final int start;
    private int nameEnd;
    private int inScope;
    private int end;
    private final Map<String, String> namespaces = new LinkedHashMap<>();
    private final Map<String, Xml> attributes = new LinkedHashMap<>();
    private final List<Xml> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Xml(String name, @Nullable Xml parent, int start) {
        this.name = name;
        this.parent = parent;
        this.start = start;
        this.inScope = parent == null ? 0 : parent.inScope;
    }

    void add(Xml child) {
        children.add(child);
    }

    void addAttribute(Xml attribute) {
        attributes.put(attribute.name, attribute);
    }

    /** {@code text} is all of the declaration as it stands there; {@code name} is {@code xmlns} or begins with it. */
    void declare(String name, String text) {
        namespaces.put(name, text);
        inScope += text.length();
    }

    /** Characters of all declarations in scope, its own among them. */
    int inScope() {
        return inScope;
    }

    void nameEnds(int offset) {
        nameEnd = offset;
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

    /** Namespaces that were declared around it are declared in its own start tag; every other byte is as it was. */
    @Override
    public byte[] alone(byte[] body) {
        byte[] inherited = inherited().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(end - start + inherited.length)
                .put(body, start, nameEnd - start)
                .put(inherited)
                .put(body, nameEnd, end - nameEnd)
                .array();
    }

    /** Declarations in scope, the nearest of each name, each after a blank; none of the element's own. */
    private String inherited() {
        Set<String> declared = new HashSet<>(namespaces.keySet());
        StringBuilder inherited = new StringBuilder();
        for (Xml outer = parent; outer != null; outer = outer.parent) {
            outer.namespaces.forEach((name, text) -> {
                if (declared.add(name)) {
                    inherited.append(' ').append(text);
                }
            });
        }
        return inherited.toString();
    }
}
