package dev.holdfast.vendor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source gives to its page, checked.
 *
 * @param source the source's name
 * @param publicUrl as the vendor was given it, without a query; null when not configured
 * @param params each with its values; one that is a single text has one
 */
record Settings(String source, @Nullable String publicUrl, Map<String, List<String>> params) {
    /** A header's name; {@code $name} stands for what the source's parameter says. */
    String header(String name) {
        return name.startsWith("$")
                ? params.getOrDefault(name.substring(1), List.of("")).get(0)
                : name;
    }
}
