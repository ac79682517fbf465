package dev.holdfast.process;

/**
 * One request that reached a target.
 *
 * @param id the vendor's id, read from the body; what cannot be read is an id that nobody sent
 * @param webhookId what the service calls the event; must be the same on every arrival
 * @param attempt the header {@code holdfast-attempt}
 * @param hash of the body's bytes
 * @param accepted whether the target answered 2xx
 * @param at when, on {@link System#nanoTime()}
 */
public record Arrival(String id, String webhookId, String attempt, String hash, boolean accepted, long at) {}
