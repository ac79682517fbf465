package dev.holdfast.event;

import java.util.List;
import java.util.Set;

/**
 * A standing wish: events of these sources and types go to these targets.
 *
 * @param from names of sources
 * @param types patterns of event types; {@code *} stands for any run of characters. Never empty: {@code *} means all
 * @param to names of targets
 */
public record Route(String name, Set<String> from, List<TypePattern> types, List<String> to) {
    /** Whether an event of this source and type is wanted. */
    public boolean wants(String source, String type) {
        if (!from.contains(source)) {
            return false;
        }
        for (TypePattern pattern : types) {
            if (pattern.matches(type)) {
                return true;
            }
        }
        return false;
    }
}
