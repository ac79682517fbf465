/**
 * Reconcile: what never arrived is fetched through the vendor's pull API and ends in the same append as a webhook.
 *
 * <p>Empty so far. Will import {@code event}, {@code journal}, {@code vendor} and {@code secret}; never {@code receive} or
 * {@code relay}.
 */
@NullMarked
package dev.holdfast.reconcile;

import org.jspecify.annotations.NullMarked;
