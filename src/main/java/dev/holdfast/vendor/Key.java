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

    /**
     * Whether a part has the time of the attempt in it. Beside the whole body's hash it may: that tells one request from
     * another, and says openly that a retry is another.
     */
    boolean knowsOnlyTheAttempt() {
        return parts.stream()
                .flatMap(part -> part.options().stream())
                .anyMatch(option -> option.holds(Place.TIMESTAMP, null) && !option.holdsBody(Filter.SHA256_HEX));
    }

    boolean holds(Place place) {
        return parts.stream().anyMatch(part -> part.holds(place));
    }
}
