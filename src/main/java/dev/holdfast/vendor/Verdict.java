package dev.holdfast.vendor;

import java.util.List;

/** What came of one signature alternative. */
sealed interface Verdict {
    /**
     * It holds.
     *
     * @param secret index of the secret that matched
     */
    record Held(int secret, Scope.Signed signed) implements Verdict {}

    /** It cannot be told without a key that is not there yet. */
    record Wants(KeyRequest request) implements Verdict {}

    /** It does not. */
    record Not(Cause cause) implements Verdict {}

    /** From "nothing there" to "all but right": of several causes the furthest says most about the request. */
    List<Cause> FURTHER = List.of(
            Cause.SIGNATURE_MISSING,
            Cause.SIGNATURE_MALFORMED,
            Cause.TIMESTAMP_MALFORMED,
            Cause.KEY_UNKNOWN,
            Cause.SIGNATURE_MISMATCH,
            Cause.REQUIREMENT_NOT_MET,
            Cause.TIMESTAMP_OUTSIDE_TOLERANCE);

    static Cause further(Cause one, Cause other) {
        return FURTHER.indexOf(one) >= FURTHER.indexOf(other) ? one : other;
    }
}
