package dev.holdfast.journal;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventId;
import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals that ride in one statement: numbered, folded, fanned out. Pure.
 *
 * <p>An event that shares a deciding key with an earlier one of the batch is its duplicate and brings no keys: an upsert
 * may not touch a row twice. Ids grow in the order of arrival.
 */
final class Batch {
    final List<Pending> arrivals;
    final List<Entry> entries = new ArrayList<>();
    final List<Fresh> fresh = new ArrayList<>();
    final List<KeyRow> keys = new ArrayList<>();
    private final Map<UUID, Fresh> carriers = new HashMap<>();
    private long lastId;

    /** One item of the batch: it goes in as {@code carrier}, or is the duplicate of it. */
    record Entry(Pending pending, int index, Fresh carrier, boolean folded) {}

    /** One event that goes into the statement, and the targets it would have. */
    record Fresh(Event event, int[] targets) {}

    /** One row for {@code event_key}. */
    record KeyRow(UUID key, long eventId, boolean decides) implements Comparable<KeyRow> {
        @Override
        public int compareTo(KeyRow other) {
            return key.compareTo(other.key);
        }
    }

    /** Who wants an event, by number. */
    interface FanOut {
        int[] targets(String source, String type);
    }

    /**
     * @param lastId the lane's last id so far
     * @param millis Unix milliseconds by the lane's clock
     */
    Batch(List<Pending> arrivals, int lane, long lastId, long millis, FanOut fanOut) {
        this.arrivals = arrivals;
        this.lastId = lastId;
        for (Pending pending : arrivals) {
            List<Item> items = pending.arrival.items();
            for (int i = 0; i < items.size(); i++) {
                add(pending, i, items.get(i), lane, millis, fanOut);
            }
        }
        keys.sort(null);
    }

    /** The lane's last id once this batch is committed. */
    long lastId() {
        return lastId;
    }

    private void add(Pending pending, int index, Item item, int lane, long millis, FanOut fanOut) {
        Fresh earlier = carrierOf(item);
        if (earlier != null) {
            entries.add(new Entry(pending, index, earlier, true));
            return;
        }
        lastId = EventId.next(lane, lastId, millis);
        String source = pending.arrival.source();
        Event event = new Event(lastId, source, pending.arrival.origin(), millis, item);
        int[] targets = item.quarantine() == null ? fanOut.targets(source, item.type()) : NOBODY;
        Fresh carrier = new Fresh(event, targets);
        fresh.add(carrier);
        entries.add(new Entry(pending, index, carrier, false));
        for (EventKey key : item.keys()) {
            if (carriers.putIfAbsent(key.value(), carrier) == null) {
                keys.add(new KeyRow(key.value(), event.id(), key.decides()));
            }
        }
    }

    private @Nullable Fresh carrierOf(Item item) {
        for (EventKey key : item.keys()) {
            Fresh carrier = key.decides() ? carriers.get(key.value()) : null;
            if (carrier != null) {
                return carrier;
            }
        }
        return null;
    }

    /**
     * Decides every receipt.
     *
     * @param known ids of this batch that were already there, with the id of the event that is stored
     */
    void decide(Map<Long, Long> known) {
        Map<Pending, Receipt.Committed> receipts = new HashMap<>();
        for (Entry entry : entries) {
            Receipt.Committed receipt = receipts.computeIfAbsent(entry.pending(), Batch::blank);
            long id = entry.carrier().event().id();
            Long first = known.get(id);
            receipt.ids()[entry.index()] = first == null ? id : first;
            receipt.known()[entry.index()] = first != null || entry.folded();
        }
        receipts.forEach(Pending::decide);
    }

    private static Receipt.Committed blank(Pending pending) {
        int items = pending.arrival.items().size();
        return new Receipt.Committed(new long[items], new boolean[items]);
    }

    private static final int[] NOBODY = {};
}
