package dev.holdfast.vendor.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer said of one budget; what it did not say is null.
 *
 * @param budget index in {@link Contract#budgets}
 * @param remaining calls or points that are left
 * @param limit the limit itself, where the vendor's plan differs from the page
 * @param resets when the count begins again
 * @param spent points that this call took
 */
public record Observed(
        int budget,
        @Nullable Long remaining,
        @Nullable Long limit,
        @Nullable Instant resets,
        @Nullable Long spent) {}
