package dev.holdfast.vendor;

import java.util.List;
import java.util.Map;

/** Headers of a request that was kept. */
record ListedHeaders(List<Map.Entry<String, String>> entries) implements Headers {
    @Override
    public List<String> all(String name) {
        return entries.stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }
}
