package dev.holdfast.reconcile;

import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Listed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a page brings in, while its details are fetched and it is appended. Confined to its turn. */
final class Haul {
    private final List<Item> fresh;
    private final Deque<Listed.Sketch> sketches;
    private final List<Long> events = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
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
        fresh.addAll(sift.fresh());
        known += sift.knownItems();
        unknown += sift.fresh().size();
        sift.pulled().forEach((id, type) -> {
            events.add(id);
            types.add(type);
        });
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
        int all = sketches.size();
        sketches.removeIf(sketch -> !sketch.keys().isEmpty());
        unknown += all - sketches.size();
    }

    /** What a detail told. */
    void add(String source, Wish wish, List<Listed> found) {
        for (Listed listed : found) {
            if (listed instanceof Listed.Found whole && wish.wants(whole.item())) {
                fresh.add(Sift.recognisable(source, whole.item()));
                unknown++;
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
            events.add(appended.ids().get(i));
            types.add(fresh.get(i).type());
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
        return new Tally(events, types.stream().map(routed::test).toList(), fetched + inside, known + unknown, unknown);
    }
}
