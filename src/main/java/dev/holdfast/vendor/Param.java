package dev.holdfast.vendor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a source must give to its page: one text, a list of texts, or rows of named texts. */
sealed interface Param {
    /** One text. */
    record One(Pattern pattern, @Nullable String otherwise) implements Param {}

    /** A list of texts. */
    record Many(Pattern pattern, @Nullable List<String> otherwise) implements Param {}

    /** Rows, as a small table. */
    record Rows(Map<String, Pattern> columns, @Nullable List<Map<String, String>> otherwise) implements Param {}

    /** What could leave its place in a URL, whatever a pattern says. */
    Pattern UNSAFE = Pattern.compile("[?#%\\\\\\s]|\\.\\.");

    static Map<String, Param> readAll(PageNode node) {
        Map<String, Param> params = new LinkedHashMap<>();
        node.fields().all().forEach((name, param) -> {
            if (!name.matches("[a-z][a-z0-9-]*")) {
                param.mistake("has no plain name", "lower-case letters, digits and hyphens");
            }
            params.put(name, read(param));
        });
        return params;
    }

    private static Param read(PageNode node) {
        PageFields fields = node.fields();
        Pattern none = Pattern.compile("");
        Param param;
        if (fields.has("list")) {
            param = new Many(
                    fields.required("list", list -> list.read(Param::pattern, none), none),
                    fields.ifThere(
                            "default",
                            value -> value.elements().stream()
                                    .map(PageNode::text)
                                    .toList()));
        } else if (fields.has("rows")) {
            param = new Rows(fields.required("rows", Param::columns, Map.of()), fields.ifThere("default", Param::rows));
        } else {
            param = new One(
                    fields.required("pattern", pattern -> pattern.read(Param::pattern, none), none),
                    fields.ifThere("default", PageNode::text));
        }
        fields.optional("about", PageNode::text, "");
        fields.refuseOthers();
        return param;
    }

    private static Map<String, Pattern> columns(PageNode node) {
        Map<String, Pattern> columns = new LinkedHashMap<>();
        node.fields()
                .all()
                .forEach((name, pattern) -> columns.put(name, pattern.read(Param::pattern, Pattern.compile(""))));
        return columns;
    }

    private static List<Map<String, String>> rows(PageNode node) {
        return node.list().stream()
                .map(row -> {
                    Map<String, String> cells = new LinkedHashMap<>();
                    row.fields().all().forEach((name, cell) -> cells.put(name, cell.text()));
                    return cells;
                })
                .toList();
    }

    private static Pattern pattern(String text) throws Fault {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new Fault("'" + text + "' is no pattern", "a regular expression; it is anchored");
        }
    }
}
