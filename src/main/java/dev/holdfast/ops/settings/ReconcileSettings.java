package dev.holdfast.ops.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a source is asked for what never arrived.
 *
 * @param every from one run to the next
 * @param lookback how far a run looks back; null for the vendor's default
 * @param baseUrl of the vendor's API, path included; null for the vendor's own
 * @param credentials references to secrets, by the name that the vendor's page uses
 * @param params what the page's pull templates need
 * @param budgetShare how much of each of the vendor's limits is ours, in percent; null for what its page says
 */
public record ReconcileSettings(
        Duration every,
        @Nullable Duration lookback,
        @Nullable URI baseUrl,
        Map<String, String> credentials,
        Map<String, Object> params,
        @Nullable Integer budgetShare) {

    /** Without the credentials. */
    @Override
    public String toString() {
        return "ReconcileSettings[every=" + every + "]";
    }
}
