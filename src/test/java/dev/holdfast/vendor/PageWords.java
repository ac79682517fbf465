package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of a page written as the page writes them. */
final class PageWords {
    private PageWords() {}

    static String code(String text) {
        return "`" + text + "`";
    }

    static String key(Key key) {
        return key.parts().stream().map(PageWords::text).collect(Collectors.joining(" + "));
    }

    static String text(Text text) {
        return text.options().stream().map(PageWords::template).collect(Collectors.joining(" or "));
    }

    static String version(Shape.Version version) {
        Moment moment = version.moment();
        if (moment != null) {
            return text(moment.at()) + " (" + Words.of(moment.precision()) + ")";
        }
        return version.text() == null ? "–" : text(version.text());
    }

    static String template(Template template) {
        return code(Notation.of(template));
    }

    static String value(Value value) {
        return Notation.of(value);
    }

    static String path(Place place, Pointer pointer) {
        return Notation.of(place, pointer);
    }

    /** Which way each list of a pull tells what was already known. */
    static String pull(@Nullable JsonNode pull) {
        if (pull == null) {
            return "no";
        }
        List<String> lists = new ArrayList<>();
        pull.path("lists").properties().forEach(list -> {
            boolean delivery = list.getValue().has("delivery");
            boolean once =
                    list.getValue().path("record").path("version").asText().equals("text:once");
            lists.add(list.getKey() + (delivery ? ": the delivery again" : once ? ": known once" : ": states"));
        });
        return "yes, " + String.join("; ", lists);
    }
}
