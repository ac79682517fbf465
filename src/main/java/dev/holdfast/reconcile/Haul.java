package dev.holdfast.reconcile;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Listed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a page brings in, while its details are fetched and it is appended. Confined to its turn. */
final class Haul {
    private final List<Item> fresh;
    private final Deque<Listed.Sketch> sketches;
    /** Each event once, with its type, however often the page lists it. */
    private final Map<Long, String> events = new LinkedHashMap<>();

    private final Set<UUID> told = new HashSet<>();
    private int calls = 1;
    private int known;
    private int unknown;
    private int inside;
    private @Nullable Said interruption;

    Haul(Sift sift) {
        this.fresh = new ArrayList<>();
        this.sketches = new ArrayDeque<>(sift.sketches());
        add(sift);
    }

    private void add(Sift sift) {
        sift.fresh().forEach(this::bring);
        known += sift.knownItems();
        sift.pulled().forEach(events::putIfAbsent);
    }

    /** Logs of attempts tell one event several times: what the page has told before is known. */
    private void bring(Item item) {
        if (isNew(item.keys())) {
            fresh.add(item);
            unknown++;
        } else {
            known++;
        }
    }

    /** As the append folds them: by the keys of what is carried, and not of what is folded into it. */
    private boolean isNew(List<EventKey> keys) {
        List<UUID> deciding = Sift.deciding(keys).stream().map(EventKey::value).toList();
        boolean isNew = Collections.disjoint(told, deciding);
        if (isNew) {
            told.addAll(deciding);
        }
        return isNew;
    }

    /** What a sketch stood for that could not be known without it. */
    void open(Listed.Sketch sketch, int items, Sift sift) {
        sketches.remove(sketch);
        inside += items - 1;
        add(sift);
    }

    List<Item> fresh() {
        return fresh;
    }

    /** Calls that it took so far, the page's own included. */
    int calls() {
        return calls;
    }

    void called() {
        calls++;
    }

    Listed.@Nullable Sketch nextSketch() {
        return sketches.peek();
    }

    void done(Listed.Sketch sketch) {
        sketches.remove(sketch);
    }

    /** Takes the sketches for what they stand for: one new event each, where they are known by anything. */
    void countSketches() {
        for (Listed.Sketch sketch : List.copyOf(sketches)) {
            if (!sketch.keys().isEmpty()) {
                sketches.remove(sketch);
                boolean isNew = isNew(sketch.keys());
                unknown += isNew ? 1 : 0;
                known += isNew ? 0 : 1;
            }
        }
    }

    /** What a detail told. */
    void add(String source, Wish wish, List<Listed> found) {
        for (Listed listed : found) {
            if (listed instanceof Listed.Found whole && wish.wants(whole.item())) {
                bring(Sift.recognisable(source, whole.item()));
            }
        }
    }

    /** No further for now. */
    Haul interrupted(Said why) {
        interruption = why;
        return this;
    }

    /** Why not everything is there; null when it is. */
    @Nullable
    Said interruption() {
        return interruption;
    }

    /** What the journal said: another replica, or a push, may have been first. */
    Haul appended(Appending.Appended appended) {
        for (int i = 0; i < fresh.size(); i++) {
            events.putIfAbsent(appended.ids().get(i), fresh.get(i).type());
            if (appended.known().get(i)) {
                known++;
                unknown--;
            }
        }
        return this;
    }

    /**
     * The page's counts.
     *
     * @param fetched items that it listed
     * @param routed whether a target wants events of a type
     */
    Tally tally(int fetched, Predicate<String> routed) {
        List<Boolean> routes = events.values().stream().map(routed::test).toList();
        return new Tally(List.copyOf(events.keySet()), routes, fetched + inside, known + unknown, unknown);
    }
}
