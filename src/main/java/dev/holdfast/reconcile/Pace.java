package dev.holdfast.reconcile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and how far a source is read.
 *
 * @param every from the end of one round to the next
 * @param lookback how far the very first walk looks back; null: to where the source became ours
 * @param overlap how long before the end of what is covered the next walk begins; null: the page's
 * @param lag a walk ends so long before now; null: the page's
 */
public record Pace(
        Duration every,
        @Nullable Duration lookback,
        @Nullable Duration overlap,
        @Nullable Duration lag) {}
