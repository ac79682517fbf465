package dev.holdfast.vendor;

import java.time.Instant;

/** One signature alternative with the keys of one source. */
interface Verifier {
    /** Whether the request is the vendor's; {@code now} by our clock. May be called by many threads at once. */
    Verdict verify(Scope scope, Instant now);
}
