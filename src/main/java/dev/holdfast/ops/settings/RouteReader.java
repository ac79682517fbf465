package dev.holdfast.ops.settings;

import dev.holdfast.event.Route;
import dev.holdfast.event.TypePattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code holdfast.routes}. */
final class RouteReader {
    private static final int LONGEST_PATTERN = 256;

    private final Set<String> sources;
    private final Set<String> targets;

    /** Takes the names that are written, whether or not what they stand for could be read: one mistake is told once. */
    RouteReader(Set<String> sources, Set<String> targets) {
        this.sources = sources;
        this.targets = targets;
    }

    List<Route> read(Map<String, Section> sections) {
        List<Route> routes = new ArrayList<>();
        sections.forEach((name, section) -> routes.add(route(name, section)));
        return List.copyOf(routes);
    }

    private Route route(String name, Section section) {
        List<String> from = section.some("from", Grammar.known("source", sources));
        List<TypePattern> types = section.some("types", RouteReader::pattern);
        List<String> to = section.some("to", Grammar.known("target", targets));
        missing(section, "from", "names of sources, at least one");
        missing(section, "to", "names of targets, at least one");
        return new Route(
                name,
                Set.copyOf(from),
                types.isEmpty() ? List.of(new TypePattern("*")) : List.copyOf(types),
                List.copyOf(new LinkedHashSet<>(to)));
    }

    private static void missing(Section section, String key, String allowed) {
        if (!section.isThere(key)) {
            section.mistake(key, "is missing", allowed);
        }
    }

    /** A pattern of event types. */
    static TypePattern pattern(String text) throws Fault {
        if (text.isEmpty() || text.length() > LONGEST_PATTERN) {
            throw Fault.showing(
                    text, "is no pattern", "an event type, with * for any run of characters, as in invoice.*");
        }
        return new TypePattern(text);
    }
}
