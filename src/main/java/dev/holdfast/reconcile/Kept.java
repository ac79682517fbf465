package dev.holdfast.reconcile;

/**
 * What keeping a page came to.
 *
 * @param held whether the source is ours; otherwise nothing was kept
 * @param gaps that were new
 * @param due whether a round is due
 * @param live whether what was walked for is still wanted: a backfill may have been cancelled
 */
record Kept(boolean held, int gaps, boolean due, boolean live) {}
