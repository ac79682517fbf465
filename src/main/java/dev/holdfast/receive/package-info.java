/**
 * Receive: the webhook endpoint. Bounded body, verify, append, answer.
 *
 * <pre>
 *   WebhookEndpoint ─► BoundedBody ─► Reception ─► Door ─► Journal
 *                                        │  ▲
 *                             KeyFetcher ┘  └ SecretCapture
 * </pre>
 *
 * <p>Whoever dials a vendor and whoever keeps what it brings are handed in ({@link dev.holdfast.receive.KeyServer},
 * {@link dev.holdfast.receive.SecretCapture}). Imports {@code event}, {@code journal}, {@code overload}, {@code vendor},
 * {@code secret} and {@code log}.
 */
@NullMarked
package dev.holdfast.receive;

import org.jspecify.annotations.NullMarked;
