package dev.holdfast.vendor;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Holds the parameters that a page names against those that it declares. One that is named and not declared would be
 * absent for ever, and with it every signature over it; one that is declared and not named asks sources for nothing.
 */
final class PageParams {
    private PageParams() {}

    static void check(Page page, PageFields fields) {
        Set<String> named = new LinkedHashSet<>(PageUse.params(page, page.signatures()));
        if (page.pull() != null) {
            named.addAll(page.pull().allParams());
        }
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
}
