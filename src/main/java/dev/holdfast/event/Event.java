package dev.holdfast.event;

/**
 * An event of the journal: stored, immutable.
 *
 * @param id see {@link EventId}
 * @param source the name of the connected account it came from
 * @param receivedMillis Unix milliseconds at which it came, by our clock
 */
public record Event(long id, String source, Origin origin, long receivedMillis, Item item) {}
