package dev.holdfast.vendor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One inbound request as the wire had it.
 *
 * @param method as sent, in upper case
 * @param query the raw query without {@code ?}; null when the request line has none
 * @param body the exact bytes; empty, never null
 * @param received when its last byte came, by our clock
 */
public record Request(String method, @Nullable String query, Headers headers, byte[] body, Instant received) {}
