package dev.holdfast.receive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was refused lately, for an admin to look at: one entry for each source and cause, with the last request of its kind.
 *
 * <p>Bounded by sources times causes, whatever arrives, and holds no header, body or secret. A refused request touches only
 * this; whoever keeps the entries takes them away in the background.
 */
public final class Refusals {
    private final Map<Kind, Refusal> waiting = new LinkedHashMap<>();

    private record Kind(String source, String cause) {}

    /**
     * One kind of refused request since the last {@link #take}.
     *
     * @param at when the last one came
     * @param peer address of the last one
     * @param bytes of its body
     * @param seen how many there were
     */
    public record Refusal(Instant at, String source, String cause, String peer, int bytes, int seen) {}

    /** Notes one. Source and cause are from closed sets: the configuration and the verifier. */
    public synchronized void note(Instant at, String source, String cause, String peer, int bytes) {
        waiting.merge(
                new Kind(source, cause),
                new Refusal(at, source, cause, peer, bytes, 1),
                (before, now) -> new Refusal(at, source, cause, peer, bytes, before.seen() + 1));
    }

    /** What came since the last call. */
    public synchronized List<Refusal> take() {
        List<Refusal> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        return taken;
    }
}
