package dev.holdfast.ops.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the configuration whose shape is the user's: texts, lists and mappings, as deep as written. */
final class FreeForm {
    private final Keys keys;
    private final Mistakes mistakes;

    FreeForm(Keys keys, Mistakes mistakes) {
        this.keys = keys;
        this.mistakes = mistakes;
    }

    Map<String, Object> mapping(String path) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String segment : keys.below(path)) {
            Object value = value(path + "." + segment);
            if (value != null) {
                found.put(Keys.unquoted(segment), value);
            }
        }
        return found;
    }

    private @Nullable Object value(String path) {
        if (!keys.below(path).isEmpty()) {
            return mapping(path);
        }
        if (keys.has(path + "[0]")) {
            return list(path);
        }
        try {
            String text = keys.text(path);
            return text == null || text.isEmpty() ? null : text;
        } catch (Fault fault) {
            mistakes.add(path, fault);
            return null;
        }
    }

    private List<Object> list(String path) {
        List<Object> found = new ArrayList<>();
        for (int i = 0; keys.has(path + "[" + i + "]"); i++) {
            Object value = value(path + "[" + i + "]");
            if (value != null) {
                found.add(value);
            }
        }
        return found;
    }
}
