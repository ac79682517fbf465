package dev.holdfast.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk is after a page, as it is kept.
 *
 * @param list name of the list
 * @param walk as JSON; null when it is over, or at its beginning
 * @param covered up to where everything was read; null: as before
 * @param position the vendor's place; null: as before
 * @param reached the newest time of an item; null for none
 * @param end the state in which a backfill ended; null when it goes on
 * @param error why it broke off; null when it did not
 */
record Place(
        String list,
        @Nullable String walk,
        @Nullable Instant covered,
        @Nullable String position,
        @Nullable Instant reached,
        @Nullable String end,
        @Nullable String error) {}
