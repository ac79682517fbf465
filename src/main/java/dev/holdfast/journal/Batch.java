package dev.holdfast.journal;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventId;
import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.event.RawDelivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
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
    final List<Kept> deliveries = new ArrayList<>();
    private final Map<UUID, Fresh> carriers = new HashMap<>();
    private long lastId;
    private boolean plain = true;
    private boolean oneKeyEach = true;

    /**
     * One item of the batch: it goes in as {@code carrier}, or is the duplicate of it.
     *
     * @param digest of its payload, see {@link Fresh}
     */
    record Entry(
            Pending pending,
            int index,
            Fresh carrier,
            boolean folded,
            @Nullable Integer digest) {}

    /**
     * One event that goes into the statement, and the targets it would have.
     *
     * @param delivery id of the delivery that is kept beside it; null when there is none
     * @param digest of the payload; null when a repeat may come with another, as a pulled event may
     */
    record Fresh(
            Event event,
            int[] targets,
            @Nullable Long delivery,
            @Nullable Integer digest) {}

    /** One delivery that is kept, unless all of its items turn out to be known. */
    record Kept(long id, String source, RawDelivery raw) {}

    /**
     * One row for {@code event_key}.
     *
     * @param digest of the event, where the key decides
     */
    record KeyRow(
            UUID key,
            long eventId,
            boolean decides,
            @Nullable Integer digest) implements Comparable<KeyRow> {
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
            Long delivery = delivery(pending, lane, millis);
            for (int i = 0; i < items.size(); i++) {
                add(pending, i, items.get(i), delivery, lane, millis, fanOut);
            }
        }
        keys.sort(null);
    }

    /** The shortest statement that says all of it. */
    AppendStatement statement() {
        if (release() != null) {
            return AppendStatement.RELEASE;
        }
        if (!plain || !deliveries.isEmpty()) {
            return AppendStatement.KEEPING;
        }
        if (!oneKeyEach) {
            return AppendStatement.PLAIN;
        }
        if (fresh.size() > 1) {
            return AppendStatement.BY_ONE_KEY;
        }
        return fresh.get(0).targets().length == 0 ? AppendStatement.ONE_FOR_NOBODY : AppendStatement.ONE;
    }

    /** The id of the event that brings a key. */
    long owner(UUID key) {
        Fresh carrier = carriers.get(key);
        if (carrier == null) {
            throw new IllegalStateException("a key that this batch does not bring: " + key);
        }
        return carrier.event().id();
    }

    /** What it takes out of quarantine; such an arrival rides alone. Null when nothing. */
    @Nullable
    Release release() {
        return arrivals.get(0).arrival.release();
    }

    /** The delivery that the arrival's events name: one that is kept with them, or that they were read out of. */
    private @Nullable Long delivery(Pending pending, int lane, long millis) {
        Release release = pending.arrival.release();
        RawDelivery raw = pending.raw;
        if (release != null || raw == null) {
            return release == null ? null : release.delivery();
        }
        lastId = EventId.next(lane, lastId, millis);
        deliveries.add(new Kept(lastId, pending.arrival.source(), raw));
        return lastId;
    }

    /** The lane's last id once this batch is committed. */
    long lastId() {
        return lastId;
    }

    private void add(
            Pending pending, int index, Item item, @Nullable Long delivery, int lane, long millis, FanOut fanOut) {
        Origin origin = pending.arrival.origin();
        Integer digest = origin == Origin.PUSH && !item.keys().isEmpty() ? digest(item.payload()) : null;
        Fresh earlier = carrierOf(item);
        if (earlier != null) {
            entries.add(new Entry(pending, index, earlier, true, digest));
            return;
        }
        lastId = EventId.next(lane, lastId, millis);
        String source = pending.arrival.source();
        Event event = new Event(lastId, source, origin, millis, item);
        int[] targets = item.quarantine() == null ? fanOut.targets(source, item.type()) : NOBODY;
        Fresh carrier = new Fresh(event, targets, delivery, digest);
        fresh.add(carrier);
        plain &= delivery == null && item.quarantine() == null;
        entries.add(new Entry(pending, index, carrier, false, digest));
        oneKeyEach &= item.keys().size() == 1 && item.keys().get(0).decides();
        for (EventKey key : item.keys()) {
            if (carriers.putIfAbsent(key.value(), carrier) == null) {
                keys.add(new KeyRow(key.value(), event.id(), key.decides(), key.decides() ? digest : null));
            }
        }
    }

    /** Enough to notice that a body changed; nothing is decided by it. */
    private static int digest(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
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
     * @param digests what is known of the payloads that those were stored with
     */
    void decide(Map<Long, Long> known, Map<Long, Integer> digests) {
        Map<Pending, Receipt.Committed> receipts = new HashMap<>();
        arrivals.forEach(pending -> receipts.put(pending, blank(pending)));
        for (Entry entry : entries) {
            Receipt.Committed receipt = receipts.computeIfAbsent(entry.pending(), Batch::blank);
            long id = entry.carrier().event().id();
            Long first = known.get(id);
            receipt.ids()[entry.index()] = first == null ? id : first;
            receipt.known()[entry.index()] = first != null || entry.folded();
            Integer stored = first == null ? entry.carrier().digest() : digests.get(id);
            receipt.differs()[entry.index()] = differ(entry.digest(), stored);
        }
        receipts.forEach(Pending::decide);
    }

    private static boolean differ(@Nullable Integer one, @Nullable Integer other) {
        return one != null && other != null && !one.equals(other);
    }

    private static Receipt.Committed blank(Pending pending) {
        int items = pending.arrival.items().size();
        return new Receipt.Committed(new long[items], new boolean[items], new boolean[items]);
    }

    private static final int[] NOBODY = {};
}
