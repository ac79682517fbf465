package dev.holdfast.vendor;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that a delivery had, as far as a list tells them. */
record PulledHeaders(PullMeaning.Delivery delivery, AnswerSight sight) {

    Headers headers() {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        delivery.headers().forEach((name, value) -> add(entries, name, value.text(sight)));
        Value all = delivery.allHeaders();
        Node object = all == null ? null : all.node(sight);
        if (object instanceof Json json) {
            json.fields().forEach((name, value) -> {
                // A log shows JSON whatever form the delivery had: what is told is the payload's, not the wire's.
                if (!name.equalsIgnoreCase("Content-Type")) {
                    add(
                            entries,
                            name,
                            value.isArray() && value.step("*").size() == 1
                                    ? value.step("*").get(0).text()
                                    : value.text());
                }
            });
        }
        entries.add(new SimpleImmutableEntry<>("Content-Type", "application/json"));
        return new Entries(List.copyOf(entries));
    }

    private static void add(List<Map.Entry<String, String>> entries, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            entries.add(new SimpleImmutableEntry<>(name, value));
        }
    }

    private record Entries(List<Map.Entry<String, String>> entries) implements Headers {
        @Override
        public List<String> all(String name) {
            return entries.stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
