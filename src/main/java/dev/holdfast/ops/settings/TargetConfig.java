package dev.holdfast.ops.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target as written.
 *
 * @param secrets references, the one to sign with first; every one of them signs
 * @param ratePerSecond attempts a second in the whole deployment; 0 means unbounded
 * @param retries waits after the first failed attempt, the second, …; null for the default schedule
 */
public record TargetConfig(
        String name,
        URI url,
        List<String> secrets,
        Duration timeout,
        int maxInFlight,
        double ratePerSecond,
        @Nullable List<Duration> retries) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "TargetConfig[" + name + "]";
    }
}
