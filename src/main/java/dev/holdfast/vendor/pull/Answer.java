package dev.holdfast.vendor.pull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor answered to a call.
 *
 * @param headers with all values of each; names without regard to case
 * @param body the exact bytes; empty for none
 * @param received when its last byte came, by our clock
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] body, Instant received) {
    public Answer {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = byName;
    }

    /** The header's first value; null when it was not sent. */
    public @Nullable String header(String name) {
        List<String> all = headers.getOrDefault(name, List.of());
        return all.isEmpty() ? null : all.get(0);
    }
}
