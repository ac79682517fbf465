package dev.holdfast.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an inbound request, so that its items can be read out of it again.
 *
 * @param received when its last byte came, by our clock
 * @param query as sent, without what proves who is speaking; null when there was none
 * @param headers a bounded choice, never what proves who is speaking
 * @param body the exact bytes
 */
public record RawDelivery(
        Instant received, String method, @Nullable String query, List<Map.Entry<String, String>> headers, byte[] body) {

    /** The headers as text, a line each; {@link #headers(String)} reads it. */
    public String headerLines() {
        return headers.stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** The headers of such lines; a name holds no colon, a value no line end. */
    public static List<Map.Entry<String, String>> headers(String lines) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : lines.split("\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 2)));
            }
        }
        return headers;
    }
}
