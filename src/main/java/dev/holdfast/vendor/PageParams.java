package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parameters that a page names against those that it declares. One that is named and not declared would be
 * absent for ever, and with it every signature over it; one that is declared and not named asks sources for nothing.
 */
final class PageParams {
    private static final Pattern NAMED = Pattern.compile("param:([A-Za-z0-9][A-Za-z0-9._-]*)");

    private PageParams() {}

    static void check(Page page, PageFields fields) {
        Set<String> named = new LinkedHashSet<>(PageUse.params(page, page.signatures()));
        inPull(page.pull(), "", named);
        for (String name : named) {
            if (!page.params().containsKey(name)) {
                fields.mistake("params", "'" + name + "' is named and not here", name + ": { pattern: … }");
            }
        }
        for (String name : page.params().keySet()) {
            if (!named.contains(name)) {
                fields.mistake("params", "'" + name + "' is named nowhere", "what the page uses");
            }
        }
    }

    /** Everything that a pull names, in a value, in a template or to run through. */
    private static void inPull(@Nullable JsonNode node, String key, Set<String> named) {
        if (node == null) {
            return;
        }
        if (node.isTextual()) {
            Matcher names = NAMED.matcher(node.textValue());
            while (names.find()) {
                named.add(names.group(1));
            }
            if (key.equals("for-each")) {
                named.add(node.textValue());
            }
        }
        node.properties().forEach(field -> inPull(field.getValue(), field.getKey(), named));
        if (node.isArray()) {
            node.forEach(element -> inPull(element, key, named));
        }
    }
}
