package dev.holdfast.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One answer as it came over the wire. */
record Reply(int status, List<String> headers, String body) {
    /** The first header of a name. */
    Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).trim())
                .findFirst();
    }

    boolean isInterim() {
        return status < 200;
    }
}
