package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a request, as in {@code header:Stripe-Signature#v1}.
 *
 * @param name of the header, field or parameter; the word of a constant; empty elsewhere
 * @param path into the body or the item
 * @param inside what to take out of the text that is there; null for all of it
 * @param mayBeAbsent whether nothing there counts as an empty text
 */
record Value(
        Place place, String name, Pointer path, @Nullable Inside inside, boolean mayBeAbsent) {

    static Value of(Place place) {
        return new Value(place, "", Pointer.SELF, null, false);
    }

    static Value parse(String text) throws Fault {
        return ValueParser.parse(text);
    }

    /** The parameter that the value is, or that says the name of its header; null when there is none. */
    @Nullable
    String param() {
        return place == Place.PARAM ? name : isNamedBySource() ? name.substring(1) : null;
    }

    /** The name is that of a parameter, which says the header's: {@code $id-header}. */
    boolean isNamedBySource() {
        return place == Place.HEADER && name.startsWith("$");
    }

    /** The name stands for numbered headers: {@code X-Sig-*}. */
    boolean isNumbered() {
        return place == Place.HEADER && name.endsWith("*");
    }

    /**
     * The one text that is there. Null when there is none, it is empty, or several are there and nobody can say which is
     * meant; an empty text where absence is allowed.
     */
    @Nullable
    String text(Sight sight) {
        String raw = raw(sight);
        String found = raw == null || inside == null ? raw : inside.one(raw);
        return found == null || found.isEmpty() ? (mayBeAbsent ? "" : null) : found;
    }

    /** Whether a text, or a JSON object or array, is there. */
    boolean isPresent(Sight sight) {
        if (inside == null && place.hasPaths() && place != Place.UP && place != Place.XML) {
            Node node = node(sight);
            return node != null && (node.isArray() || !node.step("*").isEmpty() || !isEmpty(node.text()));
        }
        return !isEmpty(text(sight));
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    /** Every text that the path leads to, with a null for each way that ends without one. */
    List<@Nullable String> each(Sight sight) {
        List<@Nullable String> texts = new ArrayList<>();
        if (!path.isMany()) {
            texts.add(text(sight));
            return texts;
        }
        Node from = sight.root(place);
        if (from != null) {
            path.walk(from, new Pointer.Walk() {
                @Override
                public void found(Node node) {
                    texts.add(node.text());
                }

                @Override
                public void brokenOff(Node last) {
                    texts.add(null);
                }
            });
        }
        return texts;
    }

    private @Nullable String raw(Sight sight) {
        if (place == Place.TEXT) {
            return name;
        }
        if (place == Place.PARAM) {
            List<String> values = sight.params(name);
            return values.size() == 1 ? values.get(0) : null;
        }
        if (!place.hasPaths()) {
            return sight.text(place, name);
        }
        Node node = node(sight);
        return node == null ? null : node.text();
    }

    /** What the path leads to, the first where there are several; null when there is nothing. */
    @Nullable
    Node node(Sight sight) {
        Node root = sight.root(place);
        if (place == Place.UP) {
            Node around = root;
            Node found = null;
            while (around != null && found == null) {
                found = path.first(around);
                around = around.parent();
            }
            return found;
        }
        return root == null ? null : path.first(root);
    }
}
