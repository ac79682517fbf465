/**
 * Receive: the webhook endpoint. Bounded body, verify, append, answer.
 *
 * <p>Imports {@code event}, {@code journal} and {@code vendor}.
 */
@NullMarked
package dev.holdfast.receive;

import org.jspecify.annotations.NullMarked;
