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

    /** The name stands for numbered headers: {@code X-Sig-*}. */
    boolean isNumbered() {
        return place == Place.HEADER && name.endsWith("*");
    }

    /**
     * The one text that is there. Null when there is none, it is empty, or several are there and nobody can say which is
     * meant; an empty text where absence is allowed.
     */
    @Nullable
    String text(Scope scope) {
        String raw = raw(scope);
        String found = raw == null || inside == null ? raw : inside.one(raw);
        return found == null || found.isEmpty() ? (mayBeAbsent ? "" : null) : found;
    }

    /** Whether a text, or a JSON object or array, is there. */
    boolean isPresent(Scope scope) {
        if (inside == null && (place == Place.BODY || place == Place.ITEM)) {
            Node node = node(scope);
            return node != null && (node.isArray() || !node.step("*").isEmpty() || !isEmpty(node.text()));
        }
        return !isEmpty(text(scope));
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    /** Every text that the path leads to, with a null for each way that ends without one. */
    List<@Nullable String> each(Scope scope) {
        List<@Nullable String> texts = new ArrayList<>();
        if (!path.isMany()) {
            texts.add(text(scope));
            return texts;
        }
        Node from = root(scope);
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

    private @Nullable String raw(Scope scope) {
        switch (place) {
            case HEADER:
                return scope.header(name);
            case QUERY:
                return single(scope, true);
            case FORM:
                return single(scope, false);
            case PARAM:
                List<String> values = scope.settings().params().getOrDefault(name, List.of());
                return values.size() == 1 ? values.get(0) : null;
            case TEXT:
                return name;
            case TIMESTAMP:
                return scope.signed() == null ? null : scope.signed().timestamp();
            case RECEIVED:
                return scope.request().received().toString();
            case URL:
                return scope.url();
            case METHOD:
                return scope.request().method();
            default:
                Node node = node(scope);
                return node == null ? null : node.text();
        }
    }

    private @Nullable Node node(Scope scope) {
        Node root = root(scope);
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

    private @Nullable Node root(Scope scope) {
        try {
            switch (place) {
                case BODY:
                    return scope.body().json();
                case XML:
                    return scope.body().xml();
                case ITEM:
                    return scope.item() == null ? scope.body().json() : scope.item();
                case UP:
                    return scope.item() == null
                            ? scope.body().json()
                            : scope.item().parent();
                default:
                    return null;
            }
        } catch (NotUnderstood e) {
            return null;
        }
    }

    private @Nullable String single(Scope scope, boolean inQuery) {
        try {
            List<String> values = (inQuery ? scope.query() : scope.body().form()).getOrDefault(name, List.of());
            return values.size() == 1 ? values.get(0) : null;
        } catch (NotUnderstood e) {
            return null;
        }
    }
}
