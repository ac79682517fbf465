package dev.holdfast.vendor;

import java.util.List;
import java.util.stream.Collectors;

/** Parts of a page written as the page writes them. */
final class Notation {
    private Notation() {}

    static String of(Template template) {
        if (template.parts().size() == 1
                && template.parts().get(0) instanceof Template.Slot slot
                && slot.filter() == null) {
            return of(slot.value());
        }
        StringBuilder words = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                words.append(literal.text());
            } else {
                Template.Slot slot = (Template.Slot) part;
                words.append('{').append(of(slot.value()));
                words.append(slot.filter() == null ? "" : "|" + Words.of(slot.filter()))
                        .append('}');
            }
        }
        return words.toString();
    }

    static String of(Value value) {
        String place = of(value.place(), value.path());
        String named = value.name().isEmpty() ? place : place + ":" + value.name();
        Inside inside = value.inside();
        String within =
                inside == null ? "" : "#" + (inside.pointer() == null ? inside.name() : steps(inside.pointer()));
        return named + within + (value.mayBeAbsent() ? "~" : "");
    }

    static String of(Place place, Pointer pointer) {
        return Words.of(place) + (pointer.steps().isEmpty() ? "" : ":" + steps(pointer));
    }

    /** Several places of which one counts. */
    static String of(List<Value> values) {
        return values.stream().map(Notation::of).collect(Collectors.joining(" or "));
    }

    private static String steps(Pointer pointer) {
        return pointer.steps().stream()
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
