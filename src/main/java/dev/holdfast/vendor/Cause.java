package dev.holdfast.vendor;

import java.util.Locale;

/** Why a request was refused: a closed set, used as a metric label and shown to admins, never to the caller. */
public enum Cause {
    /** The header, token or signature that the page wants is not there, or is empty. */
    SIGNATURE_MISSING,
    /** It is there and cannot be read: wrong alphabet, wrong length, sent twice, too many candidates. */
    SIGNATURE_MALFORMED,
    /** It is well-formed and no secret makes it. */
    SIGNATURE_MISMATCH,
    /** The key or certificate that it names is on no host of the vendor's, or the vendor does not serve it. */
    KEY_UNKNOWN,
    /** The signed time is absent or no plain number or date. */
    TIMESTAMP_MALFORMED,
    /** The signature holds and its time is outside the tolerance. */
    TIMESTAMP_OUTSIDE_TOLERANCE,
    /** A value that the page requires to be equal, or absent, is not (an account, an organisation id). */
    REQUIREMENT_NOT_MET,
    /** The method is one that only a handshake may use, and no handshake holds. */
    HANDSHAKE_REFUSED,
    /** Our own fault: the verifier threw. Fails closed, and raises an alarm. */
    VERIFIER_FAILED;

    /** The word in metrics, logs and columns, as in {@code signature-mismatch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
