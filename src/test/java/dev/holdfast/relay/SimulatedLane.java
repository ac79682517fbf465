package dev.holdfast.relay;

import dev.holdfast.event.Event;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.journal.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A lane as the database would hold it, and one feed that relays it; every step is drawn. */
final class SimulatedLane {
    private static final int READ_ROWS = 16;

    private final Random random;
    private final double crashes;
    private final int burst;

    // the database
    private final TreeSet<Long> ready = new TreeSet<>();
    private final Set<Long> waiting = new HashSet<>();
    private final Map<Long, Integer> attempts = new HashMap<>();
    private long lastId;

    // the world outside
    private final Map<Long, Integer> delivered = new HashMap<>();
    private final Map<Long, Integer> sends = new TreeMap<>();
    private final Map<Long, Integer> verdicts = new HashMap<>();
    private int unsettledAtCrashes;

    // what is on its way
    private Feed feed = new Feed(null);
    private boolean slow;
    private final Deque<List<Message>> handOvers = new ArrayDeque<>();
    private final List<Message> underWay = new ArrayList<>();
    private final Deque<Long> toSettle = new ArrayDeque<>();
    private final Deque<Long> settledWords = new ArrayDeque<>();
    private @Nullable List<Message> readAnswer;
    private boolean readPending;
    private long readAfter;

    SimulatedLane(Random random, double crashes, int burst) {
        this.random = random;
        this.crashes = crashes;
        this.burst = burst;
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step(random.nextInt(10));
            if (random.nextDouble() < crashes) {
                crash();
            }
        }
    }

    /** No new events; everything that is on its way arrives, until nothing is left. */
    void drain() {
        for (int i = 0; i < 200_000 && !(ready.isEmpty() && waiting.isEmpty() && settledWords.isEmpty()); i++) {
            step(1 + random.nextInt(9));
        }
    }

    void commitMany(int count) {
        for (int i = 0; i < count; i++) {
            commit(1);
        }
    }

    private void step(int what) {
        switch (what) {
            case 0 -> commit(1 + random.nextInt(Math.min(burst, 8)));
            case 1 -> deliverHandOver();
            case 2 -> startRead();
            case 3 -> takeSnapshot();
            case 4 -> answerRead();
            case 5, 6 -> send();
            case 7 -> answerSend();
            case 8 -> commitSettlement();
            default -> tellSettledOrPromote();
        }
    }

    private void commit(int count) {
        List<Message> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ready.add(++lastId);
            batch.add(message(lastId));
        }
        handOvers.add(batch);
    }

    private void deliverHandOver() {
        slow = random.nextInt(20) == 0 ? !slow : slow;
        if (!handOvers.isEmpty() && slow) {
            feed.passBy(handOvers.remove());
        } else if (!handOvers.isEmpty()) {
            feed.offer(handOvers.remove());
        }
    }

    private void startRead() {
        if (!readPending && feed.wantsRead()) {
            readAfter = feed.read();
            readPending = true;
        }
    }

    private void takeSnapshot() {
        if (readPending && readAnswer == null) {
            readAnswer = new ArrayList<>();
            for (long id : ready.tailSet(readAfter, false)) {
                if (readAnswer.size() == READ_ROWS) {
                    break;
                }
                readAnswer.add(message(id));
            }
        }
    }

    private void answerRead() {
        if (readAnswer != null) {
            List<Message> answer = readAnswer;
            readAnswer = null;
            readPending = false;
            if (random.nextInt(10) == 0) {
                feed.notFound();
            } else {
                feed.found(answer);
            }
        }
    }

    private void send() {
        Message next = underWay.size() < 8 && feed.unsettled() < 20 ? feed.poll() : null;
        if (next != null) {
            if (random.nextInt(20) == 0) {
                feed.putBack(next);
            } else {
                sends.merge(next.event().id(), 1, Integer::sum);
                underWay.add(next);
            }
        }
    }

    private void answerSend() {
        if (!underWay.isEmpty()) {
            Message message = underWay.remove(random.nextInt(underWay.size()));
            feed.answered();
            toSettle.add(message.event().id());
        }
    }

    private void commitSettlement() {
        if (!toSettle.isEmpty()) {
            long id = toSettle.remove();
            if (ready.remove(id)) {
                verdicts.merge(id, 1, Integer::sum);
                int made = attempts.merge(id, 1, Integer::sum);
                if (made < 3 && random.nextInt(4) == 0) {
                    waiting.add(id);
                } else {
                    delivered.merge(id, 1, Integer::sum);
                }
            }
            settledWords.add(id);
        }
    }

    private void tellSettledOrPromote() {
        if (!settledWords.isEmpty() && random.nextBoolean()) {
            feed.settled(settledWords.remove());
        } else if (!waiting.isEmpty()) {
            long id = waiting.iterator().next(); // the word of the settlement that made it wait may still be on its way
            waiting.remove(id);
            ready.add(id);
            feed.rewind(id - 1);
        }
    }

    /** The process dies: only the database is left. */
    private void crash() {
        unsettledAtCrashes += underWay.size() + toSettle.size();
        handOvers.clear();
        underWay.clear();
        toSettle.clear();
        settledWords.clear();
        readAnswer = null;
        readPending = false;
        feed = new Feed(null);
    }

    long undelivered() {
        return lastId - delivered.size();
    }

    /** Sends beyond one for each settled verdict. */
    int extraSends() {
        int extra = 0;
        for (Map.Entry<Long, Integer> sent : sends.entrySet()) {
            extra += sent.getValue() - verdicts.getOrDefault(sent.getKey(), 0);
        }
        return extra;
    }

    int unsettledAtCrashes() {
        return unsettledAtCrashes;
    }

    private Message message(long id) {
        Item item = new Item("t", null, List.of(), null, null, null, null, new byte[8], null);
        return new Message(null, 1, new Event(id, "s", Origin.PUSH, 0, item), attempts.getOrDefault(id, 0));
    }
}
