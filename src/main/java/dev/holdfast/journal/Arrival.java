package dev.holdfast.journal;

import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import java.util.List;

/**
 * What is to be appended together: the items of one delivery or of one pulled page. All of them commit, or none.
 *
 * @param source name of a configured source
 * @param items at least one, in the vendor's order
 */
public record Arrival(String source, Origin origin, List<Item> items) {
    /** What it weighs in a batch: bytes of all payloads. */
    long bytes() {
        long sum = 0;
        for (Item item : items) {
            sum += item.payload().length;
        }
        return sum;
    }
}
