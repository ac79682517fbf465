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
        return switch (place) {
            case HEADER -> scope.header(name);
            case QUERY -> single(scope, true);
            case FORM -> single(scope, false);
            case PARAM -> only(scope.settings().params().getOrDefault(name, List.of()));
            case TEXT -> name;
            case TIMESTAMP -> scope.signed() == null ? null : scope.signed().timestamp();
            case RECEIVED -> scope.request().received().toString();
            case URL -> scope.url();
            case METHOD -> scope.request().method();
            case BODY, ITEM, UP, XML -> {
                Node node = node(scope);
                yield node == null ? null : node.text();
            }
            case CLAIM, SECRET -> null;
        };
    }

    private static @Nullable String only(List<String> values) {
        return values.size() == 1 ? values.get(0) : null;
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
            return switch (place) {
                case BODY -> scope.body().json();
                case XML -> scope.body().xml();
                case ITEM -> scope.item() == null ? scope.body().json() : scope.item();
                case UP ->
                    scope.item() == null ? scope.body().json() : scope.item().parent();
                default -> null;
            };
        } catch (NotUnderstood e) {
            return null;
        }
    }

    private @Nullable String single(Scope scope, boolean inQuery) {
        try {
            return only((inQuery ? scope.query() : scope.body().form()).getOrDefault(name, List.of()));
        } catch (NotUnderstood e) {
            return null;
        }
    }
}
