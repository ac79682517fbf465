package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text of a page: a value, a template, or the first of several that is present. */
record Text(List<Template> options) {
    private static final Template STAND_IN = Template.literal("");

    Text {
        options = List.copyOf(options);
    }

    static Text read(PageNode node, Use use) {
        if (!node.isMap()) {
            return new Text(List.of(node.read(use::template, STAND_IN)));
        }
        PageFields fields = node.fields();
        List<Template> options = new ArrayList<>();
        fields.<List<PageNode>>required("first", PageNode::list, List.of())
                .forEach(one -> options.add(one.read(use::template, STAND_IN)));
        fields.refuseOthers();
        return new Text(options);
    }

    /** The text; null when every one of them is absent or empty. */
    @Nullable
    String text(Sight sight) {
        for (Template option : options) {
            String text = option.text(sight);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Whether every one of them is part of what the event is, and so the same on every retry. */
    boolean isContent() {
        return options.stream()
                .allMatch(option -> option.parts().stream()
                        .allMatch(part -> part instanceof Template.Slot slot
                                && slot.value().place().isContent()));
    }

    /** Whether both are the same words of the page. */
    boolean readsLike(Text other) {
        return options.stream()
                .map(Notation::of)
                .toList()
                .equals(other.options.stream().map(Notation::of).toList());
    }

    /** Whether it is one word of the page's. */
    boolean isConstant() {
        return options.size() == 1
                && options.get(0).parts().stream()
                        .allMatch(part -> part instanceof Template.Literal
                                || ((Template.Slot) part).value().place() == Place.TEXT);
    }

    boolean holds(Place place) {
        return options.stream()
                .anyMatch(option -> option.parts().stream()
                        .anyMatch(part -> part instanceof Template.Slot slot
                                && slot.value().place() == place));
    }
}
