package dev.holdfast.ops.settings;

import dev.holdfast.event.TypePattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a source is asked for what never arrived.
 *
 * @param every from one run to the next
 * @param lookback how far the very first run looks back; null: to where the source became ours
 * @param overlap how long before the end of the last run the next begins; null for what the page says
 * @param lag a run ends so long before now; null for what the page says
 * @param baseUrl of the vendor's API, path included; null for the vendor's own
 * @param credentials references to secrets, by the name that the vendor's page uses
 * @param params what the page's pull templates need
 * @param lists names of the page's lists to read; empty for those that are not opt-in
 * @param types patterns of the events that were subscribed to; empty for all that the lists tell
 * @param remembers how far back the vendor tells of a list, by its name, where it is not as the page says
 * @param budgetShare how much of each of the vendor's limits is ours, in percent; null for what its page says
 * @param account name that sources have in common whose calls the vendor counts together; null for a source on its own
 */
public record ReconcileSettings(
        Duration every,
        @Nullable Duration lookback,
        @Nullable Duration overlap,
        @Nullable Duration lag,
        @Nullable URI baseUrl,
        Map<String, String> credentials,
        Map<String, Object> params,
        List<String> lists,
        List<TypePattern> types,
        Map<String, Duration> remembers,
        @Nullable Integer budgetShare,
        @Nullable String account) {

    /** Without the credentials. */
    @Override
    public String toString() {
        return "ReconcileSettings[every=" + every + "]";
    }
}
