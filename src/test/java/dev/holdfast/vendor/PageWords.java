package dev.holdfast.vendor;

import java.util.stream.Collectors;

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
        if (template.parts().size() == 1
                && template.parts().get(0) instanceof Template.Slot slot
                && slot.filter() == null) {
            return code(value(slot.value()));
        }
        StringBuilder words = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                words.append(literal.text());
            } else {
                Template.Slot slot = (Template.Slot) part;
                words.append('{').append(value(slot.value()));
                words.append(slot.filter() == null ? "" : "|" + Words.of(slot.filter()))
                        .append('}');
            }
        }
        return code(words.toString());
    }

    static String value(Value value) {
        String place = path(value.place(), value.path());
        String named = value.name().isEmpty() ? place : place + ":" + value.name();
        Inside inside = value.inside();
        String within =
                inside == null ? "" : "#" + (inside.pointer() == null ? inside.name() : steps(inside.pointer()));
        return named + within + (value.mayBeAbsent() ? "~" : "");
    }

    static String path(Place place, Pointer pointer) {
        return Words.of(place) + (pointer.steps().isEmpty() ? "" : ":" + steps(pointer));
    }

    private static String steps(Pointer pointer) {
        return pointer.steps().stream()
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
