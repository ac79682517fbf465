package dev.holdfast.vendor.pull;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a list told.
 *
 * <p>Known, and so nothing new, is a thing with a deciding key that the journal has; one without deciding keys is known
 * when the journal has <em>any</em> of its keys. What is new is stored with all of them.
 */
public sealed interface Listed {
    /** What it is known by; never empty, except for what was not understood. */
    List<EventKey> keys();

    /** When it happened, by the time that the list goes by; null when the list does not say. */
    @Nullable
    Instant at();

    /**
     * A thing that is all there.
     *
     * @param item as a push would have brought it; for {@link Kind#STATE} and {@link Kind#OPERATION} its payload is the
     *     listed record, byte for byte
     * @param synthetic whether the payload is a record of the list, and not what the vendor pushes
     */
    record Found(Item item, boolean synthetic, @Nullable Instant at) implements Listed {
        @Override
        public List<EventKey> keys() {
            return item.keys();
        }
    }

    /**
     * A thing whose payload takes a call of its own: {@link Walk#detail}, and only when it is not known.
     *
     * @param element the listed element, byte for byte
     * @param round which of the list's rounds it came in
     */
    record Sketch(List<EventKey> keys, @Nullable Instant at, byte[] element, int round) implements Listed {}
}
