package dev.holdfast.ops.settings;

import java.util.Set;
import java.util.TreeSet;

/** Keys that are written in a file but that nothing asked for. */
final class UnknownKeys {
    private final Keys keys;
    private final Mistakes mistakes;

    UnknownKeys(Keys keys, Mistakes mistakes) {
        this.keys = keys;
        this.mistakes = mistakes;
    }

    /** One mistake for each unknown key; a mapping below an unknown key is told once. */
    void report() {
        Set<String> told = new TreeSet<>();
        for (String name : keys.written()) {
            if (!isKnown(name)) {
                tell(name, told);
            }
        }
    }

    private boolean isKnown(String name) {
        return keys.asked().contains(name) || isOpen(name) || (keys.isSection(name) && isEmpty(name));
    }

    private boolean isOpen(String name) {
        return keys.open().stream()
                .anyMatch(path -> name.equals(path) || name.startsWith(path + ".") || name.startsWith(path + "["));
    }

    private boolean isEmpty(String name) {
        try {
            return keys.isEmpty(name);
        } catch (Fault fault) {
            return false;
        }
    }

    private void tell(String name, Set<String> told) {
        String path = Keys.ROOT;
        String segment = Keys.segment(name, path.length() + 1);
        while (keys.isSection(path + "." + segment) && path.length() + 1 + segment.length() < name.length()) {
            path = path + "." + segment;
            segment = Keys.segment(name, path.length() + 1);
        }
        String key = path + "." + Keys.withoutIndex(segment);
        if (!told.add(key)) {
            return;
        }
        if (keys.isSection(key)) {
            mistakes.add(key, "is a single value", "a mapping of " + String.join(", ", keys.expectedBelow(key)));
        } else if (keys.asked().contains(key)) {
            mistakes.add(key, "is a mapping or a list", "a single value");
        } else {
            Set<String> siblings = keys.expectedBelow(path);
            mistakes.add(
                    key,
                    "is unknown" + Nearest.hint(Keys.withoutIndex(segment), siblings),
                    String.join(", ", siblings));
        }
    }
}
