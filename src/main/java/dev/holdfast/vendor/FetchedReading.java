package dev.holdfast.vendor;

import java.time.Instant;

/** How a key is read out of what a vendor answered. */
interface FetchedReading {
    /** The key; throws, quoting nothing, when the answer holds none that may be used now. */
    FetchedKey read(byte[] answer, Instant now) throws Fault;
}
