package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tells one configuration of a source's list from another. All parameters count, also those that no request of the list
 * names: a walk that is begun anew costs some pages, one that goes on in another list loses what it passes over.
 */
final class Fingerprint {
    /** Bytes: enough for the configurations that one source ever has. */
    private static final int LENGTH = 8;

    private Fingerprint() {}

    /** @param rows what the list is read for, in their order */
    static String of(Pull.Opened opened, List<Map<String, String>> rows) {
        List<String> parts =
                new ArrayList<>(List.of(opened.base().toString(), opened.own().toString()));
        new TreeMap<>(opened.params()).forEach((name, values) -> {
            parts.add("=" + name);
            parts.addAll(values);
        });
        rows.forEach(row -> {
            parts.add("+");
            new TreeMap<>(row).forEach((column, cell) -> {
                parts.add(column);
                parts.add(cell);
            });
        });
        // Each part with its length before it, so that no two lists of parts read alike.
        List<byte[]> pieces = parts.stream()
                .map(part -> Scope.utf8(part.length() + ":" + part))
                .toList();
        return HexFormat.of().formatHex(Algorithm.SHA256.digest(pieces), 0, LENGTH);
    }
}
