package dev.holdfast.vendor;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;

/**
 * A key that a vendor served.
 *
 * @param until it is used without being asked for again
 */
record FetchedKey(PublicKey key, Instant until) {
    /** A key that the vendor withdraws is used no longer than this. */
    static final Duration LONGEST = Duration.ofHours(24);

    static FetchedKey of(PublicKey key, Instant expires, Instant now) {
        Instant longest = now.plus(LONGEST);
        return new FetchedKey(key, expires.isBefore(longest) ? expires : longest);
    }
}
