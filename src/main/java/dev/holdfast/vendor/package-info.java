/**
 * Vendors as pages of data: how one signs, how it batches, what makes an event known.
 *
 * <p>A page only names and parametrises a closed set of parts; an unknown name stops the start. Everything here decides
 * and nothing here waits: bytes in, {@link dev.holdfast.vendor.Outcome} out. Imports {@code event} and {@code secret}.
 */
@NullMarked
package dev.holdfast.vendor;

import org.jspecify.annotations.NullMarked;
