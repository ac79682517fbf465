package dev.holdfast.target;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Somewhere events go. One conformance suite holds for every kind. */
public interface Target {
    /** What it was made from. */
    TargetSettings settings();

    /**
     * Makes one attempt.
     *
     * <p>Never fails: whatever happens is an {@link Answer}. Called, and answering, on one Vert.x context only; not
     * thread-safe. Bounding how many are under way is the caller's part, see {@link Limits}.
     */
    Uni<Answer> send(Outgoing outgoing);

    /** How long until the breaker lets an attempt through; zero when it lets one through now. May be called by any thread. */
    Duration breakerOpenFor();

    /** Closes idle connections; attempts under way end as {@link Answer.Kind#CONNECTION}. */
    Uni<Void> close();
}
