package dev.holdfast.reconcile;

import dev.holdfast.event.TypePattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What of a vendor's lists is of interest to a source, and how far back they go.
 *
 * @param types of the events that its webhook was subscribed to; empty for all: whatever else a list tells is nobody's gap
 * @param remembers how far back the vendor tells of a list, by its name, where an operator knows better than the page
 */
public record Reach(List<TypePattern> types, Map<String, Duration> remembers) {
    /** All of it, as far back as the page says. */
    public static final Reach ALL = new Reach(List.of(), Map.of());

    public Reach {
        types = List.copyOf(types);
        remembers = Map.copyOf(remembers);
    }
}
