package dev.holdfast.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys and certificates that were fetched before, and requests that led to none. Bounded; looks up and never waits. May
 * be used by many threads at once, and by the doors of many sources.
 */
public final class KeyCache {
    private static final int MOST = 512;

    /** How long a vendor that served no key is not asked again. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Map<String, FetchedKey> keys = new ConcurrentHashMap<>();
    private final Map<String, Instant> pauses = new ConcurrentHashMap<>();

    /** An empty cache. */
    public KeyCache() {}

    /**
     * Keeps what a vendor answered.
     *
     * @param answer the body of a 2xx answer
     * @param now by our clock
     * @return whether it holds a key; if not, the vendor is not asked again for a minute
     */
    public boolean keep(KeyRequest request, byte[] answer, Instant now) {
        try {
            FetchedKey key = request.reading().read(answer, now);
            makeRoom(keys, now);
            keys.put(request.name(), key);
            pauses.remove(request.name());
            return true;
        } catch (Fault e) {
            nothing(request, now);
            return false;
        }
    }

    /** Notes that the vendor says that there is no such key (4xx): it is not asked again for a minute. */
    public void nothing(KeyRequest request, Instant now) {
        makeRoom(pauses, now);
        pauses.put(request.name(), now.plus(PAUSE));
    }

    @Nullable
    FetchedKey find(KeyRequest request, Instant now) {
        FetchedKey key = keys.get(request.name());
        return key != null && now.isBefore(key.until()) ? key : null;
    }

    boolean isPaused(KeyRequest request, Instant now) {
        Instant until = pauses.get(request.name());
        return until != null && now.isBefore(until);
    }

    /** Strangers choose names: a full map loses something old, never its bound. */
    private static void makeRoom(Map<String, ?> map, Instant now) {
        if (map.size() < MOST) {
            return;
        }
        map.values().removeIf(value -> value instanceof Instant until && !now.isBefore(until));
        map.values().removeIf(value -> value instanceof FetchedKey key && !now.isBefore(key.until()));
        Iterator<String> names = map.keySet().iterator();
        while (map.size() >= MOST && names.hasNext()) {
            names.next();
            names.remove();
        }
    }
}
