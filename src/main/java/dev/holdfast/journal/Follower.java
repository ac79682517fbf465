package dev.holdfast.journal;

import java.util.List;
import java.util.Set;

/**
 * Who relays what the journal holds. Every method is called on an event loop and must not wait: on the journal's context,
 * {@link #handedOver} on that which carried the batch.
 */
public interface Follower {
    /** A lane is ours now; read it from its beginning. */
    void taken(Lane lane);

    /** Messages committed just now, in the order of their commits. A follower with no room may leave them to the cursor. */
    void handedOver(Lane lane, List<Message> messages);

    /** Messages past {@code after} are ready that the cursor may have passed: read them again, but for what is in hand. */
    void rewound(Lane lane, int target, long after);

    /** The same for every target, from the beginning: what was committed last is not known. */
    void rewoundAll(Lane lane);

    /** These attempts are written; their messages are no longer in hand. */
    void settled(Lane lane, List<Settlement> batch);

    /** The lane is another's, or let go: forget everything of it, and send nothing of it any more. */
    void lost(Lane lane);

    /**
     * What the deployment looks like now.
     *
     * @param replicas live processes, this one included; at least 1
     * @param paused numbers of targets that get nothing until they are resumed
     */
    void lookedAround(int replicas, Set<Integer> paused);
}
