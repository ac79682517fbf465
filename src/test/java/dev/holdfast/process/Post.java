package dev.holdfast.process;

import java.nio.ByteBuffer;

/**
 * One request, ready for the wire.
 *
 * @param id the vendor's id of the event
 * @param request head and body, as they are sent
 * @param due when it should have gone out, on {@link System#nanoTime()}: latency counts from here, so that a service
 *     that stops answering cannot hide the requests that were never sent
 */
public record Post(String id, ByteBuffer request, long due) {}
