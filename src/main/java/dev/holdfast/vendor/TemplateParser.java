package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the notation of templates: {@code {value|filter}}, and {@code {{} {@code }}} for braces. */
final class TemplateParser {
    private static final String FILTERS =
            Arrays.stream(Filter.values()).map(Words::of).collect(Collectors.joining(", "));

    private TemplateParser() {}

    static Template parse(String text) throws Fault {
        if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
            return new Template(List.of(new Template.Slot(Value.parse(text), null)));
        }
        List<Template.Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                plain.append(c);
                i++;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw unbalanced(text);
                }
                addLiteral(parts, plain);
                parts.add(slot(text.substring(i + 1, end)));
                i = end;
            } else if (c == '}') {
                throw unbalanced(text);
            } else {
                plain.append(c);
            }
        }
        addLiteral(parts, plain);
        return new Template(parts);
    }

    private static void addLiteral(List<Template.Part> parts, StringBuilder plain) {
        if (!plain.isEmpty()) {
            parts.add(new Template.Literal(plain.toString(), Scope.utf8(plain.toString())));
            plain.setLength(0);
        }
    }

    private static Template.Slot slot(String text) throws Fault {
        int bar = text.indexOf('|');
        if (text.equals("form|sorted-pairs")) {
            return new Template.Slot(Value.of(Place.FORM), Filter.SORTED_PAIRS);
        }
        if (text.startsWith("text:")) {
            throw new Fault("'{" + text + "}' is a constant", "write it as it is, outside the braces");
        }
        Value value = Value.parse(bar < 0 ? text : text.substring(0, bar));
        return new Template.Slot(value, bar < 0 ? null : filter(text.substring(bar + 1)));
    }

    private static Filter filter(String word) throws Fault {
        for (Filter filter : Filter.values()) {
            if (Words.of(filter).equals(word)) {
                return filter;
            }
        }
        throw new Fault("'" + word + "' is no filter", "filters are " + FILTERS);
    }

    private static Fault unbalanced(String text) {
        return new Fault("'" + text + "' has a lone brace", "{value} or {value|filter}; {{ and }} for braces");
    }
}
