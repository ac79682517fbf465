package dev.holdfast.reconcile;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Terms;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page, sifted: what the journal knows already, what it does not. Pure.
 *
 * @param pulled of the known, those that no push is known to have brought, by id, with their type; empty where the list
 *     does not say. They may be gaps that were never kept
 * @param knownItems how many items they are
 * @param fresh all there and not known, ready for the append
 * @param sketches not known, and a call short of being there
 */
record Sift(Map<Long, String> pulled, int knownItems, List<Item> fresh, List<Listed.Sketch> sketches) {

    /** The keys by which a page's items would be known. */
    static UUID[] keys(List<Listed> page) {
        Set<UUID> keys = new LinkedHashSet<>();
        page.forEach(listed -> deciding(listed.keys()).forEach(key -> keys.add(key.value())));
        return keys.toArray(UUID[]::new);
    }

    /** @param stored what the journal has of {@link #keys} */
    static Sift of(String source, Terms terms, Wish wish, List<Listed> page, Map<UUID, Stored> stored) {
        Map<Long, String> pulled = new LinkedHashMap<>();
        List<Item> fresh = new ArrayList<>();
        List<Listed.Sketch> sketches = new ArrayList<>();
        int knownItems = 0;
        for (Listed listed : page) {
            if (!wish.wants(terms, listed)) {
                continue;
            }
            Stored known = first(listed.keys(), stored);
            if (known != null) {
                knownItems++;
                if (!known.pushed()) {
                    pulled.put(
                            known.event(),
                            listed instanceof Listed.Found found ? found.item().type() : "");
                }
            } else if (listed instanceof Listed.Found found) {
                fresh.add(recognisable(source, found.item()));
            } else if (listed instanceof Listed.Sketch sketch) {
                sketches.add(sketch);
            }
        }
        return new Sift(pulled, knownItems, fresh, sketches);
    }

    private static @Nullable Stored first(List<EventKey> keys, Map<UUID, Stored> stored) {
        for (EventKey key : deciding(keys)) {
            Stored known = stored.get(key.value());
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /** Those that decide; all of them where none does: then any of them makes it known. */
    static List<EventKey> deciding(List<EventKey> keys) {
        List<EventKey> deciding = keys.stream().filter(EventKey::decides).toList();
        return deciding.isEmpty() ? keys : deciding;
    }

    /**
     * The item as the append will know it again: with a key that decides. A page is read more than once, and what was not
     * understood has no key of its own but its bytes.
     */
    static Item recognisable(String source, Item item) {
        if (item.keys().stream().anyMatch(EventKey::decides)) {
            return item;
        }
        List<EventKey> keys = new ArrayList<>();
        item.keys().forEach(key -> keys.add(new EventKey(key.value(), true)));
        if (keys.isEmpty()) {
            List<String> parts = List.of("the bytes", sha256(item.payload()));
            keys.add(EventKey.of(EventKey.Kind.DELIVERY, source, null, parts, true));
        }
        return new Item(
                item.type(),
                item.deliveryId(),
                keys,
                item.subject(),
                item.tenant(),
                item.time(),
                item.contentType(),
                item.payload(),
                item.quarantine());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
