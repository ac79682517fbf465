package dev.holdfast.target;

import java.time.Duration;
import java.util.List;

/**
 * A target as configured.
 *
 * @param name {@code ^[a-z][a-z0-9-]{0,31}$}
 * @param keys for signing; every one of them signs, so that a rotation has no gap. Empty: attempts go unsigned
 * @param timeout of one attempt, from looking up the name to the last byte read; one second to five minutes
 * @param maxInFlight attempts under way at once, in the whole deployment
 * @param ratePerSecond attempts a second in the whole deployment; 0 means unbounded
 * @param retries how long to wait after the first failed attempt, the second, …; when they are used up the message is dead
 * @param breakerDelay how long an open breaker stays open before it lets one attempt through as a probe
 */
public record TargetSettings(
        String name,
        TargetUrl url,
        List<SigningKey> keys,
        Duration timeout,
        int maxInFlight,
        double ratePerSecond,
        List<Duration> retries,
        Duration breakerDelay) {

    /** How long an open breaker stays open unless the configuration says otherwise. */
    public static final Duration DEFAULT_BREAKER_DELAY = Duration.ofSeconds(30);

    /** Standard Webhooks' schedule: with the first attempt, ten in 75 h 35 min. */
    public static final List<Duration> DEFAULT_RETRIES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
}
