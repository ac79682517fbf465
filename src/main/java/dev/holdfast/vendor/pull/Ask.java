package dev.holdfast.vendor.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a list at one time.
 *
 * @param round which channel, module or object, from 0
 * @param from start of the window, rounded and widened as the vendor reads it
 * @param to its end, likewise
 * @param next cursor, link, page number or offset; null for the first page of a cursor or link
 * @param position the vendor's place in the list; null for none yet
 * @param branch what an item of the list leads to, when that is asked for; null for the list itself
 */
public record Ask(
        int round,
        Instant from,
        Instant to,
        @Nullable String next,
        @Nullable String position,
        @Nullable String branch) {}
