/**
 * Checks without a service: what the start would say of the configuration, and what a source would make of a saved request.
 *
 * <p>Starts no server, opens no connection, writes nothing; the configuration, the pages and the door are those of the start.
 */
@NullMarked
package dev.holdfast.ops.check;

import org.jspecify.annotations.NullMarked;
