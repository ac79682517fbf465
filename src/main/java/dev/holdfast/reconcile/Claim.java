package dev.holdfast.reconcile;

import java.time.Instant;

/**
 * A source that is ours to fetch from, as long as nobody has a later epoch.
 *
 * @param number of the source
 * @param due whether a round is due
 * @param since from when on the source is ours
 */
record Claim(String source, short number, long epoch, boolean due, Instant since) {}
