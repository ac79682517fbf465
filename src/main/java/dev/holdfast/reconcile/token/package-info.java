/**
 * Who a call says it is: keys that stand in the configuration, and OAuth 2.0 tokens that are kept fresh for all replicas.
 *
 * <pre>
 *   Tokens.header ─► Optional&lt;Header&gt;       add it to the call, just before sending
 *   the vendor says 401 ─► Tokens.refused    one renewal for all replicas, then the new header
 *
 *   none ──first token──► fresh ──nearly over, or refused──► renewing (lease) ──► fresh
 *    ▲                                                          │    └─ failed ──► the same, later
 *    │                                                          └─ revoked ─────► an admin hands in another
 *    └── nothing was handed in
 * </pre>
 *
 * <p>Tokens are sealed in the table {@code token}, one row a source. One replica renews at a time, under a lease by the
 * database's clock; the others use what still holds or wait for the new one. A refresh token that can be used once is
 * replaced in the table before anybody uses what came with it. One hole stays: between the vendor's answer and our commit
 * a crash loses the new token. The stored one is then tried again, which some vendors allow for a while; where the vendor
 * does not, somebody must connect again.
 *
 * <p>Imports {@code vendor.pull}, {@code secret} and {@code reconcile.http}.
 */
@NullMarked
package dev.holdfast.reconcile.token;

import org.jspecify.annotations.NullMarked;
