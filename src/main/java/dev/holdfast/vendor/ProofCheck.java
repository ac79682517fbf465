package dev.holdfast.vendor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all schemes with a signature over bytes share: find it, decode it, put the signed bytes together, and look at the
 * time and at what else must be equal once a key has matched.
 */
abstract class ProofCheck implements Verifier {
    /** Bytes; an RSA signature of 8192 bits. */
    private static final int LONGEST = 1024;

    private final Signature.Terms terms;
    private final Signature.Proof proof;
    private final int length;

    /** {@code length} of a signature in bytes, 0 when it varies. */
    ProofCheck(Signature.Terms terms, Signature.Proof proof, int length) {
        this.terms = terms;
        this.proof = proof;
        this.length = length;
    }

    /** Tries every key on every candidate, and gives the one that matched; null when none does. */
    abstract @Nullable Match match(List<List<byte[]>> signed, List<byte[]> candidates);

    /** The secret that matched, by its index, and the key that it means. */
    record Match(int secret, byte[] key) {}

    @Override
    public final Verdict verify(Scope scope, Instant now) {
        Candidates candidates = Candidates.find(proof, scope);
        if (candidates.cause() != null) {
            return new Verdict.Not(candidates.cause());
        }
        List<byte[]> decoded = candidates.decoded(proof.encodings(), length);
        if (decoded.isEmpty() || decoded.stream().anyMatch(bytes -> bytes.length > LONGEST)) {
            return new Verdict.Not(Cause.SIGNATURE_MALFORMED);
        }
        Signature.Stamp stamp = proof.stamp();
        String sent = stamp == null ? null : stamp.at().text(scope);
        Instant time = stamp == null || sent == null ? null : stamp.format().readSigned(sent);
        if (stamp != null && time == null) {
            return new Verdict.Not(Cause.TIMESTAMP_MALFORMED);
        }
        List<List<byte[]>> signed = signed(scope, sent, time);
        Match match = match(signed, decoded);
        if (match == null) {
            return new Verdict.Not(signed.isEmpty() ? Cause.SIGNATURE_MISSING : Cause.SIGNATURE_MISMATCH);
        }
        if (!terms.require().hold(scope)) {
            return new Verdict.Not(Cause.REQUIREMENT_NOT_MET);
        }
        if (stamp != null && time != null && !stamp.isNear(time, now)) {
            return new Verdict.Not(Cause.TIMESTAMP_OUTSIDE_TOLERANCE);
        }
        return new Verdict.Held(match.secret(), new Scope.Signed(sent, time, match.key()));
    }

    /** Each text that may have been signed, in pieces; those of which a part is absent are not there. */
    private List<List<byte[]>> signed(Scope scope, @Nullable String sent, @Nullable Instant time) {
        Scope.Signed before = scope.signed();
        Scope timed = scope.with(new Scope.Signed(sent, time, before == null ? new byte[0] : before.key()));
        List<List<byte[]>> signed = new ArrayList<>(1);
        for (Template template : proof.signed()) {
            List<byte[]> pieces = template.pieces(timed);
            if (pieces != null) {
                signed.add(pieces);
            }
        }
        return signed;
    }
}
