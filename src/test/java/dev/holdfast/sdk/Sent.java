package dev.holdfast.sdk;

import dev.holdfast.vendor.Headers;
import dev.holdfast.vendor.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as a vendor sends it.
 *
 * @param headers each sent once
 */
record Sent(String body, Map<String, String> headers) {
    private record Once(Map<String, String> headers) implements Headers {
        @Override
        public List<String> all(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        @Override
        public Iterable<Map.Entry<String, String>> entries() {
            return headers.entrySet();
        }
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    Sent withBody(String other) {
        return new Sent(other, headers);
    }

    Sent with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new Sent(body, changed);
    }

    Sent without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new Sent(body, changed);
    }

    /** As HTTP hands it over: without the blanks around a header's value. */
    Sent asArrived() {
        Map<String, String> arrived = new LinkedHashMap<>();
        headers.forEach((name, value) -> arrived.put(name, value.strip()));
        return new Sent(body, arrived);
    }

    /** As the door sees it. */
    Request request(Instant now) {
        return new Request("POST", null, new Once(headers), body.getBytes(StandardCharsets.UTF_8), now);
    }
}
