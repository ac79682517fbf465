package dev.holdfast.faults;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param connection counts the target's connections from 1
 * @param headers by lower-case name, values in the order in which they came
 */
public record Received(
        int connection, String method, String path, Map<String, List<String>> headers, byte[] body, long atNanos) {

    /** The only value of a header; null when it did not come, an exception when it came twice. */
    public @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.size() > 1) {
            throw new AssertionError(name + " came " + values.size() + " times");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
