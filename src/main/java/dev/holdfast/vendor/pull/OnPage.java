package dev.holdfast.vendor.pull;

import dev.holdfast.event.EventKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one page says as a whole. */
final class OnPage {
    private OnPage() {}

    static @Nullable Instant newest(List<Listed> items) {
        Instant newest = null;
        for (Listed one : items) {
            Instant at = one.at();
            if (at != null && (newest == null || at.isAfter(newest))) {
                newest = at;
            }
        }
        return newest;
    }

    static @Nullable Instant lastAt(List<Listed> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            Instant at = items.get(i).at();
            if (at != null) {
                return at;
            }
        }
        return null;
    }

    /**
     * What the page is, for telling whether it was there before: what its items are known by, else what it leads to. An empty
     * one is like any other.
     */
    static String content(Reading.Items items) {
        StringBuilder content = new StringBuilder(String.join(" ", items.branches()));
        for (Listed one : items.listed()) {
            for (EventKey key : one.keys()) {
                content.append(key.value());
            }
        }
        String place = items.position();
        return !content.isEmpty() || items.count() == 0 || place == null ? content.toString() : place;
    }
}
