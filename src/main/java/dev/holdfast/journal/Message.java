package dev.holdfast.journal;

import dev.holdfast.event.Event;

/**
 * One event for one target, ready to go.
 *
 * @param target the target's number, see {@link Names}
 * @param attempts how many were made before
 */
public record Message(Lane lane, int target, Event event, int attempts) {}
