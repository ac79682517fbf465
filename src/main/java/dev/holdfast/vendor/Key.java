package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What something is known by: one text, or several that only together name it. */
record Key(List<Text> parts) {
    Key {
        parts = List.copyOf(parts);
    }

    static Key read(PageNode node) {
        return read(node, Use.EVENT);
    }

    static Key read(PageNode node, Use use) {
        return new Key(node.list().stream().map(part -> Text.read(part, use)).toList());
    }

    /** The texts; null when one of them is absent. */
    @Nullable
    List<String> texts(Sight sight) {
        List<String> texts = new ArrayList<>(parts.size());
        boolean empty = true;
        for (Text part : parts) {
            String text = part.text(sight);
            if (text == null) {
                return null;
            }
            empty &= text.isEmpty();
            texts.add(text);
        }
        return empty ? null : texts;
    }

    boolean holds(Place place) {
        return parts.stream().anyMatch(part -> part.holds(place));
    }
}
