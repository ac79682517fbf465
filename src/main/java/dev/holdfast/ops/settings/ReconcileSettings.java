package dev.holdfast.ops.settings;

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
 * @param budgetShare how much of each of the vendor's limits is ours, in percent; null for what its page says
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
        @Nullable Integer budgetShare) {

    /** Without the credentials. */
    @Override
    public String toString() {
        return "ReconcileSettings[every=" + every + "]";
    }
}
