package dev.holdfast.receive;

import dev.holdfast.vendor.Door;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All entrances by their path. A source whose secret arrives later gets another door, in one step: a request goes through
 * the one or the other.
 */
public final class Entrances {
    private final Map<String, Entrance> byName = new ConcurrentHashMap<>();

    /** The entrances of all sources. */
    public Entrances(Collection<Entrance> entrances) {
        entrances.forEach(this::replace);
    }

    /** Takes the place of the source's entrance. */
    public void replace(Entrance entrance) {
        byName.put(entrance.source().name(), entrance);
    }

    /** The door of a source; empty when there is no such source. */
    public Optional<Door> door(String source) {
        return Optional.ofNullable(byName.get(source)).map(Entrance::door);
    }

    /** The path is compared as sent: no decoding, no normalising, so there is one way to write it. */
    @Nullable
    Entrance at(@Nullable String path) {
        return path != null && path.startsWith(WebhookEndpoint.PREFIX)
                ? byName.get(path.substring(WebhookEndpoint.PREFIX.length()))
                : null;
    }
}
