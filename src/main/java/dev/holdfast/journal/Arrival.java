package dev.holdfast.journal;

import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be appended together: the items of one delivery or of one pulled page. All of them commit, or none, however
 * many they are.
 *
 * @param source name of a configured source
 * @param items at least one, in the vendor's order; may be none of a release
 * @param envelope the request that they came in; null when they came in none
 * @param release what they take out of quarantine; null when nothing
 */
public record Arrival(
        String source,
        Origin origin,
        List<Item> items,
        @Nullable Envelope envelope,
        @Nullable Release release) {
    /** Items that came in no request. */
    public Arrival(String source, Origin origin, List<Item> items) {
        this(source, origin, items, null, null);
    }

    /** The items of one request. */
    public Arrival(String source, Origin origin, List<Item> items, Envelope envelope) {
        this(source, origin, items, envelope, null);
    }

    /** The envelope when it is to be kept: the items are not all of it, or one of them was not understood. */
    @Nullable
    Envelope toKeep() {
        if (envelope == null) {
            return null;
        }
        boolean plain = items.size() == 1
                && items.get(0).quarantine() == null
                && items.get(0).payload().length == envelope.bytes();
        return plain ? null : envelope;
    }

    /** What it weighs in a batch: bytes of all payloads, and of the body that is kept beside them. */
    long bytes() {
        Envelope kept = toKeep();
        long sum = kept == null ? 0 : kept.bytes();
        for (Item item : items) {
            sum += item.payload().length;
        }
        return sum;
    }
}
