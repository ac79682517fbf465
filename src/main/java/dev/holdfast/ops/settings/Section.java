package dev.holdfast.ops.settings;

import io.smallrye.config.common.utils.StringUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One mapping of the configuration, read key by key. A key that cannot be read becomes a mistake, and its fallback is used. */
final class Section {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private static final String ENTRY = "a value, or no such entry";

    private final Keys keys;
    private final Mistakes mistakes;
    private final String path;

    Section(Keys keys, Mistakes mistakes, String path) {
        this.keys = keys;
        this.mistakes = mistakes;
        this.path = path;
    }

    String path(String key) {
        return path + "." + key;
    }

    Section section(String key) {
        keys.section(path(key));
        return new Section(keys, mistakes, path(key));
    }

    boolean has(String key) {
        return keys.has(path(key));
    }

    /** Whether a file has the key or anything below it, or a variable the key: what is wrong with it is told elsewhere. */
    boolean isThere(String key) {
        try {
            return has(key) || keys.text(path(key)) != null;
        } catch (Fault fault) {
            return true;
        }
    }

    /** The value, or null when the key is absent or cannot be read. One that is there with nothing in it is a mistake. */
    <T> @Nullable T find(String key, Reading<T> reading) {
        try {
            String text = keys.text(path(key));
            return text == null ? null : value(text, "a value, or neither the key nor its variable", reading);
        } catch (Fault fault) {
            mistakes.add(path(key), fault);
            return null;
        }
    }

    /** What is empty was meant to be something: a variable that was never filled must not pass for a default. */
    private static <T> T value(String text, String allowed, Reading<T> reading) throws Fault {
        if (text.isBlank()) {
            throw new Fault("is empty", allowed);
        }
        return reading.of(text.strip());
    }

    <T> T get(String key, T fallback, Reading<T> reading) {
        T found = find(key, reading);
        return found == null ? fallback : found;
    }

    /** Like {@link #find}, but an absent key is a mistake. */
    <T> @Nullable T need(String key, String allowed, Reading<T> reading) {
        try {
            String text = keys.text(path(key));
            if (text == null) {
                throw new Fault("is missing", allowed);
            }
            return value(text, allowed, reading);
        } catch (Fault fault) {
            mistakes.add(path(key), fault);
            return null;
        }
    }

    /** The values of a list, or of a text with commas; an entry that cannot be read is a mistake and left out. */
    <T> List<T> list(String key, Reading<T> reading) {
        return list(key, true, reading);
    }

    /** Like {@link #list}, but one that is there without an entry is a mistake. */
    <T> List<T> some(String key, Reading<T> reading) {
        return list(key, false, reading);
    }

    private <T> List<T> list(String key, boolean mayBeEmpty, Reading<T> reading) {
        List<T> values = new ArrayList<>();
        try {
            String whole = keys.text(path(key));
            String first = path(key) + "[0]";
            // The environment has no lists: its one text with commas takes the place of a file's whole list.
            if (whole != null && keys.ordinal(path(key)) > keys.ordinal(first)) {
                markEntries(key);
                for (String entry : StringUtil.split(whole)) {
                    values.add(value(entry, ENTRY, reading));
                }
                // What takes a list's place has to name something: nobody would see that nothing is left.
                if (values.isEmpty() && (!mayBeEmpty || keys.ordinal(first) >= 0)) {
                    throw new Fault("is empty", "at least one entry, or neither the key nor its variable");
                }
                return values;
            }
        } catch (Fault fault) {
            mistakes.add(path(key), fault);
            return values;
        }
        for (int i = 0; entry(key + "[" + i + "]", reading, values); i++) {}
        return values;
    }

    private <T> boolean entry(String key, Reading<T> reading, List<T> values) {
        try {
            String text = keys.text(path(key));
            if (text == null) {
                return false;
            }
            values.add(value(text, ENTRY, reading));
        } catch (Fault fault) {
            mistakes.add(path(key), fault);
        }
        return true;
    }

    /** Entries that something stronger has replaced are known all the same. */
    private void markEntries(String key) throws Fault {
        for (int i = 0; keys.text(path(key) + "[" + i + "]") != null; i++) {}
    }

    /** The sections below a key, by name, in alphabetical order; a name that is none of ours is a mistake and left out. */
    Map<String, Section> named(String key) {
        Map<String, Section> found = new LinkedHashMap<>();
        keys.section(path(key));
        for (String segment : keys.below(path(key))) {
            Section section = new Section(keys, mistakes, path(key) + "." + segment);
            if (NAME.matcher(segment).matches()) {
                keys.section(section.path);
                found.put(segment, section);
            } else {
                keys.open(section.path);
                mistakes.add(section.path, "is no name", "a-z, 0-9 and -, a letter first, at most 32 characters");
            }
        }
        return found;
    }

    /** What stands below a key whose names are the user's own: texts, lists and mappings of them. */
    Map<String, Object> free(String key) {
        keys.open(path(key));
        return new FreeForm(keys, mistakes).mapping(path(key));
    }

    /** A whole line, found by somebody else who knows the key. */
    void mistakeLine(String line) {
        mistakes.addLine(line);
    }

    void mistake(String key, String fault, String allowed) {
        mistakes.add(path(key), fault, allowed);
    }
}
