package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters and credentials that a part of a page names, in values and in templates alike. */
final class PullNames {
    private static final Pattern PARAM = Pattern.compile("\\bparam:([A-Za-z0-9][A-Za-z0-9._-]*)");
    private static final Pattern CREDENTIAL = Pattern.compile("\\bcredential:([A-Za-z0-9][A-Za-z0-9._-]*)");

    private PullNames() {}

    static Set<String> params(PageNode node) {
        return named(node, PARAM);
    }

    static Set<String> credentials(PageNode node) {
        return named(node, CREDENTIAL);
    }

    private static Set<String> named(PageNode node, Pattern pattern) {
        Set<String> names = new LinkedHashSet<>();
        collect(PageJson.of(node.yaml()), pattern, names);
        return names;
    }

    private static void collect(JsonNode node, Pattern pattern, Set<String> names) {
        if (node.isTextual()) {
            Matcher found = pattern.matcher(node.textValue());
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        node.properties().forEach(field -> collect(field.getValue(), pattern, names));
        if (node.isArray()) {
            node.forEach(element -> collect(element, pattern, names));
        }
    }
}
