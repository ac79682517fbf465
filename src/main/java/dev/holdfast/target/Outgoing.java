package dev.holdfast.target;

import dev.holdfast.event.Event;

/**
 * One attempt to be made.
 *
 * @param attempt counts from 1
 */
public record Outgoing(Event event, int attempt) {}
