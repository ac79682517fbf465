package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path into a body: a JSON Pointer (RFC 6901) or local names of XML elements, {@code @name} for an attribute. A
 * {@code *} goes through every element of an array.
 *
 * @param steps unescaped; none means the thing itself
 */
record Pointer(List<String> steps) {
    static final Pointer SELF = new Pointer(List.of());

    Pointer {
        steps = List.copyOf(steps);
    }

    static Pointer parse(String text) throws Fault {
        if (text.isEmpty()) {
            return SELF;
        }
        if (text.charAt(0) != '/' || text.chars().anyMatch(c -> c <= ' ' || "{}|#?".indexOf(c) >= 0)) {
            throw new Fault("'" + text + "' is no path", "/name/name, with ~0 for ~ and ~1 for /");
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            if (step.replace("~0", "").replace("~1", "").contains("~")) {
                throw new Fault(
                        "'" + text + "' has a lone ~", "~0 for ~, ~1 for /; a ~ at the very end allows absence");
            }
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(steps);
    }

    boolean isMany() {
        return steps.contains("*");
    }

    /** The one node that the path leads to, the first where there are several; null when there is none. */
    @Nullable
    Node first(@Nullable Node from) {
        Node at = from;
        for (int i = 0; i < steps.size() && at != null; i++) {
            List<Node> next = at.step(steps.get(i));
            at = next.isEmpty() ? null : next.get(0);
        }
        return at;
    }

    /** Takes note of where a walk through arrays ends. */
    interface Walk {
        void found(Node node);

        /** The path goes no further; {@code last} is the array element, or the whole body, in which it broke off. */
        void brokenOff(Node last);
    }

    /** Goes every way that the path leads. An empty array ends a way in silence. */
    void walk(Node from, Walk walk) {
        walk(from, from, 0, walk);
    }

    private void walk(Node at, Node last, int depth, Walk walk) {
        if (depth == steps.size()) {
            walk.found(at);
            return;
        }
        String step = steps.get(depth);
        List<Node> next = at.step(step);
        if (next.isEmpty() && !(step.equals("*") && at.isArray())) {
            walk.brokenOff(last);
        }
        for (Node one : next) {
            walk(one, step.equals("*") ? one : last, depth + 1, walk);
        }
    }
}
