package dev.holdfast.vendor.pull;

import java.time.Instant;

/** A stretch of time, {@code [from, to)}. */
public record Span(Instant from, Instant to) {
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span ends after it begins: " + from + " to " + to);
        }
    }
}
