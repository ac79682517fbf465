/**
 * Secrets by reference: a literal, {@code env:}, {@code file:}; never in a log, an error or a {@code toString}.
 *
 * <pre>
 *   "env:STRIPE_WHSEC"  ─parse─►  SecretRef  ─SecretStore.read─►  Secret (prints as ***)
 * </pre>
 *
 * <p>A store is one way of keeping secrets and answers one kind of reference; {@link dev.holdfast.secret.Secrets} knows
 * which. What the service has to keep itself it seals ({@link dev.holdfast.secret.Seal}). Everything that touches the world (the environment, the disk) is passed in. Imports nothing of ours.
 */
@NullMarked
package dev.holdfast.secret;

import org.jspecify.annotations.NullMarked;
