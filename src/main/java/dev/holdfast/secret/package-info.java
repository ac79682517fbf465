/**
 * Secrets by reference: a literal, {@code env:}, {@code file:}; never in a log, an error or a {@code toString}.
 *
 * <p>Imports nothing of ours.
 */
@NullMarked
package dev.holdfast.secret;

import org.jspecify.annotations.NullMarked;
