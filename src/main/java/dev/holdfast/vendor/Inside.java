package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to take out of a text: {@code #name} out of a list of pairs, {@code #/pointer} out of JSON.
 *
 * @param name of the pair; empty when {@code pointer} counts
 * @param pointer into the JSON that the text is; null when the text is a list of pairs
 */
record Inside(String name, @Nullable Pointer pointer) {

    static Inside parse(String text) throws Fault {
        if (text.startsWith("/")) {
            return new Inside("", Pointer.parse(text));
        }
        if (!text.matches("[A-Za-z0-9_-]+")) {
            throw new Fault("'#" + text + "' takes nothing out", "#name of a pair, or #/pointer into JSON");
        }
        return new Inside(text, null);
    }

    /** The one thing there; null when there is none or more than one. */
    @Nullable
    String one(String text) {
        List<String> all = all(text, false);
        return all.size() == 1 ? all.get(0) : null;
    }

    /**
     * Everything under the name, in order: {@code t=1,v1=a,v1=b}, {@code ts=1;h1=a}, or with blanks between
     * {@code v1,a v1,b}. Names are compared as they stand, blanks included.
     */
    List<String> all(String text, boolean blanks) {
        if (pointer != null) {
            Node root = JsonReader.within(text);
            Node node = root == null ? null : pointer.first(root);
            String found = node == null ? null : node.text();
            return found == null ? List.of() : List.of(found);
        }
        char between = blanks ? ' ' : text.indexOf(';') >= 0 ? ';' : ',';
        char equals = blanks ? ',' : '=';
        List<String> found = new ArrayList<>(2);
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(between, from);
            int end = to < 0 ? text.length() : to;
            int middle = from + name.length();
            if (middle < end && text.startsWith(name, from) && text.charAt(middle) == equals) {
                found.add(text.substring(middle + 1, end));
            }
            from = end + 1;
        }
        return found;
    }
}
