/**
 * Vendors as pages of data: how one signs, how it batches, what makes an event known, how to fetch what never arrived.
 *
 * <p>A page only names and parametrises a closed set of parts; an unknown name stops the start. Everything here decides
 * and nothing here waits: bytes in, {@link dev.holdfast.vendor.Outcome} out. Imports {@code event} and {@code secret}.
 *
 * <pre>
 *   at the start                                           for each request
 *   ────────────                                           ────────────────
 *   stripe.yaml ─PageFile─► nodes ─Page─► Vendor ─┐        Request ─► Scope (what the page's values see)
 *                                                 ├─► Door    ├─ handshake, unsigned ──► Answered
 *   source, secrets ─Opening─► Settings, Verifiers┘           ├─ Verifier, each alternative ──► Refused(cause)
 *                                                             ├─ handshake, signed ──► Answered
 *   every mistake at once, with its line                      └─ Split ─► Shape ─► Items ──► Admitted
 * </pre>
 *
 * <p>Where the vendor serves the key, and {@code KeyCache} has none yet, the outcome is {@code Wanting(KeyRequest)}: the
 * caller fetches, {@code Door.keep}s the answer and admits the request again. No socket is opened in here. A vendor that
 * brings the secret itself is {@code Offered}; that an operator wanted it is the caller's to know.
 *
 * <p>{@code Pull.open} makes of a page and a source a {@link dev.holdfast.vendor.pull.Contract}; the files named {@code Pull…}
 * read a page's {@code pull}, ask by it and read the answers, and the package {@code pull} walks.
 *
 * <p>Three rules run through it. A signature is checked over the bytes as they came, once, in one form. What is absent,
 * ambiguous or of another spelling proves nothing. What is authentic is kept, understood or not.
 */
@NullMarked
package dev.holdfast.vendor;

import org.jspecify.annotations.NullMarked;
