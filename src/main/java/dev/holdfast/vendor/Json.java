package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a JSON body. Only its place is kept: a scalar is decoded when a page asks for it, which spares the hot
 * path the texts that nobody asks for.
 */
final class Json implements Node {
    private final byte[] body;
    private final @Nullable Json parent;
    private final int start;
    private int end = -1;
    private @Nullable List<String> names;
    private @Nullable List<Node> children;

    Json(byte[] body, @Nullable Json parent, int start) {
        this.body = body;
        this.parent = parent;
        this.start = start;
    }

    void add(@Nullable String name, Json child) {
        if (children == null) {
            children = new ArrayList<>(8);
        }
        if (name != null) {
            if (names == null) {
                names = new ArrayList<>(8);
            }
            names.add(name);
        }
        children.add(child);
    }

    void close(int end) {
        this.end = end;
    }

    @Override
    public @Nullable Json parent() {
        return parent;
    }

    @Override
    public boolean isArray() {
        return body[start] == '[';
    }

    private boolean isObject() {
        return body[start] == '{';
    }

    @Override
    public List<Node> step(String name) {
        if (name.equals("*")) {
            return isArray() ? children() : isObject() ? List.of(this) : List.of();
        }
        int at = isArray() ? index(name) : names == null ? -1 : names.indexOf(name);
        return at < 0 || at >= children().size()
                ? List.of()
                : List.of(children().get(at));
    }

    private List<Node> children() {
        return children == null ? List.of() : children;
    }

    /** An object's fields, in their order; none for anything else. */
    Map<String, Node> fields() {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (int i = 0; names != null && i < names.size(); i++) {
            fields.put(names.get(i), children().get(i));
        }
        return fields;
    }

    /** RFC 6901: digits without a leading zero. */
    private static int index(String name) {
        boolean plain = !name.isEmpty()
                && name.length() < 7
                && (name.length() == 1 || name.charAt(0) != '0')
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Integer.parseInt(name) : -1;
    }

    @Override
    public @Nullable String text() {
        return switch (body[start]) {
            case '{', '[', 'n' -> null;
            case '"' -> string();
            default -> new String(body, start, end() - start, StandardCharsets.US_ASCII);
        };
    }

    private String string() {
        int last = end() - 1;
        for (int i = start + 1; i < last; i++) {
            if (body[i] == '\\') {
                return JsonReader.unescaped(body, start, last + 1 - start);
            }
        }
        return new String(body, start + 1, last - start - 1, StandardCharsets.UTF_8);
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        if (end < 0) {
            end = body[start] == '"' ? endOfString() : endOfWord();
        }
        return end;
    }

    private int endOfString() {
        int i = start + 1;
        while (body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private int endOfWord() {
        int i = start;
        while ((i < body.length && "+-.".indexOf(body[i]) >= 0)
                || (i < body.length && Character.isLetterOrDigit(body[i]))) {
            i++;
        }
        return i;
    }
}
