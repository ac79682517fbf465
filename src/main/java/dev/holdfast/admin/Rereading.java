package dev.holdfast.admin;

import dev.holdfast.event.Item;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What it changes that a delivery is read again: what is new in it, and which of its events need no quarantine any more.
 *
 * <p>Items are the same when their bytes are. So an item that was told already is never told again, with or without keys,
 * and whatever the page makes of its identity by now; what is still not understood keeps its place.
 *
 * @param fresh items to append, in the order of the body: understood by now, or parts of something larger that are not
 * @param released ids of the quarantined events that they stand for; when there are none, nothing is to be appended
 * @param waiting how many items are not understood still
 */
record Rereading(List<Item> fresh, List<Long> released, int waiting) {
    /** An event that the delivery has become. */
    record Told(long id, ByteBuffer digest, State state) {}

    /** What became of it. */
    enum State {
        /** An event like any other. */
        EVENT,
        /** In quarantine. */
        WAITING,
        /** Was in quarantine and was released. */
        RELEASED
    }

    /** Compares what is read now with what there is. */
    static Rereading of(List<Item> read, List<Told> told) {
        Map<ByteBuffer, Deque<Told>> events = in(State.EVENT, told);
        Map<ByteBuffer, Deque<Told>> waiting = in(State.WAITING, told);
        List<Item> fresh = new ArrayList<>();
        int still = 0;
        for (Item item : read) {
            ByteBuffer digest = digest(item.payload());
            if (take(events, digest)) {
                continue;
            }
            boolean understood = item.quarantine() == null;
            still += understood ? 0 : 1;
            if (understood || !take(waiting, digest)) {
                fresh.add(item);
            }
        }
        List<Long> released = waiting.values().stream()
                .flatMap(Deque::stream)
                .map(Told::id)
                .sorted()
                .toList();
        return new Rereading(fresh, released, still);
    }

    private static Map<ByteBuffer, Deque<Told>> in(State state, List<Told> told) {
        Map<ByteBuffer, Deque<Told>> found = new HashMap<>();
        told.stream()
                .filter(one -> one.state() == state)
                .forEach(one -> found.computeIfAbsent(one.digest(), d -> new ArrayDeque<>())
                        .add(one));
        return found;
    }

    private static boolean take(Map<ByteBuffer, Deque<Told>> from, ByteBuffer digest) {
        Deque<Told> same = from.get(digest);
        return same != null && same.poll() != null;
    }

    /** As {@code sha256} of the database has it. */
    static ByteBuffer digest(byte[] payload) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
