package dev.holdfast.receive;

import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.Source;

/**
 * One path under {@code /webhooks/}: the source and the door that knows its vendor.
 *
 * @param comesAgain whether the vendor sends again what we had no room for
 */
public record Entrance(Source source, Door door, boolean comesAgain) {}
