package dev.holdfast.relay;

import dev.holdfast.journal.Lane;
import dev.holdfast.journal.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One target's messages of one lane: those in hand, and how far the journal has been read.
 *
 * <p>While the feed keeps up, committed messages come by hand-over. When it has no room it falls behind and reads by
 * cursor until a read finds nothing that the hand-over has not offered. Commit order is id order in a lane, so nothing can
 * appear before the cursor, but for what a rewind says. What is in hand (queued, under way, not yet settled) is never
 * taken twice. A message that is due again may be read before the word of the settlement that made it wait has come: it has
 * another number of attempts then, and is read once more after the word. Pure; confined to the target's context.
 */
final class Feed {
    private static final int ROOM_MESSAGES = 1024;
    private static final long ROOM_BYTES = 8 << 20;
    private static final int READ_BELOW = 256;

    final Lane lane;
    private final Deque<Message> queue = new ArrayDeque<>();

    /** Attempts that were made before, by event. */
    private final Map<Long, Integer> inHand = new HashMap<>();

    private final Map<Long, Integer> settledMeanwhile = new HashMap<>();
    private final Set<Long> dueBeforeTheWord = new HashSet<>();
    private long queuedBytes;
    private long cursor;
    private long offered;
    private int unsettled;
    private boolean behind = true;
    private boolean reading;
    private long rewoundTo = Long.MAX_VALUE;

    Feed(Lane lane) {
        this.lane = lane;
    }

    /** Messages committed just now, in order. */
    void offer(List<Message> messages) {
        for (Message message : messages) {
            long id = message.event().id();
            offered = Math.max(offered, id);
            if (!behind && id > cursor) {
                if (hasRoom()) {
                    take(message);
                    cursor = id;
                } else {
                    behind = true;
                }
            }
        }
    }

    /** The same when nothing is to be taken by hand-over: they are read later. */
    void passBy(List<Message> messages) {
        behind |= !messages.isEmpty();
        messages.forEach(message -> offered = Math.max(offered, message.event().id()));
    }

    /** Whether the journal should be read now. */
    boolean wantsRead() {
        return behind && !reading && queue.size() < READ_BELOW && queuedBytes < ROOM_BYTES / 2;
    }

    /** Starts a read; past what is told here. */
    long read() {
        reading = true;
        return cursor;
    }

    /** What a read found, in order; nothing: there is nothing past the cursor. */
    void found(List<Message> messages) {
        reading = false;
        for (Message message : messages) {
            long id = message.event().id();
            if (!Objects.equals(settledMeanwhile.get(id), message.attempts())) {
                take(message);
            }
            cursor = Math.max(cursor, id);
        }
        settledMeanwhile.clear();
        if (rewoundTo < Long.MAX_VALUE) {
            cursor = Math.min(cursor, rewoundTo);
            rewoundTo = Long.MAX_VALUE;
        } else if (messages.isEmpty() && cursor >= offered) {
            behind = false;
        }
    }

    /** A read that failed: the next one starts at the same place. */
    void notFound() {
        reading = false;
        settledMeanwhile.clear();
        if (rewoundTo < Long.MAX_VALUE) {
            cursor = Math.min(cursor, rewoundTo);
            rewoundTo = Long.MAX_VALUE;
        }
    }

    /** Messages past {@code after} are to be read again. */
    void rewind(long after) {
        behind = true;
        if (reading) {
            rewoundTo = Math.min(rewoundTo, after);
        } else {
            cursor = Math.min(cursor, after);
        }
    }

    /** The next to send, or null. */
    @Nullable
    Message poll() {
        Message next = queue.poll();
        if (next != null) {
            queuedBytes -= next.event().item().payload().length;
        }
        return next;
    }

    /** The same, and it stays. */
    @Nullable
    Message peek() {
        return queue.peek();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** It was not sent after all. */
    void putBack(Message message) {
        queue.addFirst(message);
        queuedBytes += message.event().item().payload().length;
    }

    /** It was sent and answered; its settlement is on the way. */
    void answered() {
        unsettled++;
    }

    /** Messages answered and not yet settled: what a crash just now would send again, beside what is under way. */
    int unsettled() {
        return unsettled;
    }

    /** Its settlement is written. A read under way may have seen it before that. */
    void settled(long id) {
        Integer attempts = inHand.remove(id);
        if (attempts != null) {
            unsettled--;
            if (reading) {
                settledMeanwhile.put(id, attempts);
            }
            if (dueBeforeTheWord.remove(id)) {
                rewind(id - 1);
            }
        }
    }

    private void take(Message message) {
        long id = message.event().id();
        Integer held = inHand.putIfAbsent(id, message.attempts());
        if (held == null) {
            queue.add(message);
            queuedBytes += message.event().item().payload().length;
        } else if (held != message.attempts()) {
            dueBeforeTheWord.add(id);
        }
    }

    private boolean hasRoom() {
        return queue.size() < ROOM_MESSAGES && queuedBytes < ROOM_BYTES;
    }
}
