package dev.holdfast.journal;

import dev.holdfast.event.RawDelivery;
import java.util.function.Supplier;

/**
 * The request that items came in, for the journal to keep when they are not all of it.
 *
 * @param bytes of its body
 * @param kept makes what is kept of it; asked only when it is wanted, and never throws
 */
public record Envelope(int bytes, Supplier<RawDelivery> kept) {}
