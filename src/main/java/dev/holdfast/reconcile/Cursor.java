package dev.holdfast.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a list is read.
 *
 * @param covered up to where everything was read; null for never yet
 * @param position the vendor's place; null for none
 * @param walk under way, as JSON; null between walks
 */
record Cursor(
        @Nullable Instant covered,
        @Nullable String position,
        @Nullable String walk) {}
