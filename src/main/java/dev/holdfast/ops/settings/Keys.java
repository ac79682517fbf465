package dev.holdfast.ops.settings;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SysPropConfigSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The keys and texts below {@code holdfast.}, and which of them were asked for.
 *
 * <p>The names come from files and system properties only. An environment variable's name has lost its hyphens and dots, so it
 * can override a key that is asked for, but never bring a new source or target into being. A system property that nobody asked
 * for may be meant for a tool around the service and is left alone; in a file it is a mistake.
 */
final class Keys {
    static final String ROOT = "holdfast";

    private static final String VARIABLES = EnvConfigSource.NAME;
    private static final String PROPERTIES = SysPropConfigSource.NAME;

    private final SmallRyeConfig config;
    private final Set<String> names;
    private final Set<String> written;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> sections = new HashSet<>();

    Keys(SmallRyeConfig config) {
        this.config = config;
        this.names = names(config, Set.of(VARIABLES));
        this.written = names(config, Set.of(VARIABLES, PROPERTIES));
    }

    private static Set<String> names(SmallRyeConfig config, Set<String> without) {
        Set<String> names = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (without.stream().noneMatch(source.getName()::startsWith)) {
                source.getPropertyNames().forEach(name -> add(name, config.getProfiles(), names));
            }
        }
        return names;
    }

    private static void add(String name, List<String> profiles, Set<String> names) {
        String plain = name;
        if (name.startsWith("%") && name.indexOf('.') > 0) {
            List<String> wanted = List.of(name.substring(1, name.indexOf('.')).split(","));
            plain = Collections.disjoint(wanted, profiles) ? "" : name.substring(name.indexOf('.') + 1);
        }
        if (plain.startsWith(ROOT + ".")) {
            names.add(plain);
        }
    }

    /** The text of a key with its {@code ${…}} replaced, empty when nothing is in it; null when the key is absent. */
    @Nullable
    String text(String key) throws Fault {
        asked.add(key);
        ConfigValue value = value(key);
        return value == null ? null : value.getValue();
    }

    /** Where the key's value would come from: a higher number wins; below zero when it is absent. */
    int ordinal(String key) throws Fault {
        ConfigValue value = value(key);
        return value == null || value.getValue() == null ? -1 : value.getConfigSourceOrdinal();
    }

    /** Whether there is nothing at the key itself, as at one of an empty mapping. */
    boolean isEmpty(String key) throws Fault {
        ConfigValue value = value(key);
        return value == null || value.getValue() == null || value.getValue().isEmpty();
    }

    private @Nullable ConfigValue value(String key) throws Fault {
        try {
            ConfigValue value = config.getConfigValue(key);
            if (value != null && value.hasProblems()) {
                throw new NoSuchElementException();
            }
            return value;
        } catch (NoSuchElementException | IllegalArgumentException e) {
            throw new Fault("names a ${…} that is not set", "a value without ${…}, or one that is set");
        }
    }

    /** The segments right below the path, index removed, in alphabetical order; quotes are kept. */
    Set<String> below(String path) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : names) {
            if (name.startsWith(path + ".")) {
                found.add(withoutIndex(segment(name, path.length() + 1)));
            }
        }
        return found;
    }

    /** Whether anything is written at the path or below it. */
    boolean has(String path) {
        return names.contains(path)
                || names.stream().anyMatch(name -> name.startsWith(path + ".") || name.startsWith(path + "["));
    }

    /** From here on down every key is known: its names are the user's own. */
    void open(String path) {
        open.add(path);
    }

    /** Here a mapping is expected, empty or not. */
    void section(String path) {
        sections.add(path);
    }

    boolean isSection(String path) {
        return sections.contains(path);
    }

    /** Keys and sections that were asked for right below the path; what may be written there. */
    Set<String> expectedBelow(String path) {
        Set<String> found = new TreeSet<>();
        for (Set<String> known : List.of(asked, sections, open)) {
            for (String key : known) {
                if (key.startsWith(path + ".")) {
                    found.add(withoutIndex(segment(key, path.length() + 1)));
                }
            }
        }
        return found;
    }

    /** What stands in files. */
    Set<String> written() {
        return Collections.unmodifiableSet(written);
    }

    Set<String> asked() {
        return Collections.unmodifiableSet(asked);
    }

    Set<String> open() {
        return Collections.unmodifiableSet(open);
    }

    /** The segment that starts here: up to the next dot outside quotes. */
    static String segment(String name, int from) {
        boolean quoted = false;
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            quoted ^= c == '"';
            if (c == '.' && !quoted) {
                return name.substring(from, i);
            }
        }
        return name.substring(from);
    }

    static String withoutIndex(String segment) {
        int at = segment.endsWith("]") ? segment.indexOf('[') : -1;
        return at < 0 ? segment : segment.substring(0, at);
    }

    static String unquoted(String segment) {
        return segment.length() > 1 && segment.startsWith("\"") && segment.endsWith("\"")
                ? segment.substring(1, segment.length() - 1)
                : segment;
    }
}
