package dev.holdfast.vendor;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a signature alternative holds for a request, or what of it does not; never what would hold. */
record SignatureFindings(Scope scope, Instant now) {
    String of(Signature signature, Verdict verdict) {
        if (verdict instanceof Verdict.Held held) {
            return "holds"
                    + (Fetching.isFetched(signature)
                            ? ", with the key that the vendor serves"
                            : ", with secrets[" + held.secret() + "]");
        }
        if (verdict instanceof Verdict.Wants wants) {
            return "cannot be told without the vendor's key (" + wants.request() + "), and a check opens no connection";
        }
        Cause cause = ((Verdict.Not) verdict).cause();
        return cause.word() + ": " + why(signature, cause);
    }

    private String why(Signature signature, Cause cause) {
        return switch (cause) {
            case SIGNATURE_MISSING -> missing(signature);
            case SIGNATURE_MALFORMED ->
                "what stands " + place(signature) + " cannot be read" + encoded(signature)
                        + ", was sent twice, or has too many in it";
            case SIGNATURE_MISMATCH ->
                "it is well-formed, and "
                        + (Fetching.isFetched(signature)
                                ? "the key that the vendor serves does not make it" + signed(signature) + ": "
                                : "no secret of the source makes it" + signed(signature)
                                        + ": its secret is none of these, or ")
                        + "its bytes are not those that were signed";
            case TIMESTAMP_MALFORMED -> "there is no plain time" + stampAt(signature);
            case TIMESTAMP_OUTSIDE_TOLERANCE -> "all of it holds but its time";
            case REQUIREMENT_NOT_MET ->
                "it holds, and what must be equal beside it is not: "
                        + signature.terms().require().all().keySet().stream()
                                .map(Notation::of)
                                .collect(Collectors.joining(", "));
            case KEY_UNKNOWN -> "the key or certificate that it names is on no host of the vendor's, or is not served";
            case HANDSHAKE_REFUSED, VERIFIER_FAILED -> "a fault of ours";
        };
    }

    private String missing(Signature signature) {
        Signature.Proof proof = proof(signature);
        boolean there = proof != null && Candidates.find(proof, scope).cause() == null;
        return there ? "a part of what is signed is absent" + signed(signature) : "nothing " + place(signature);
    }

    /** Where a signature stands; a scheme that has no place on the page has it in the body. */
    private static String place(Signature signature) {
        List<Value> values = values(signature);
        return values.isEmpty() ? "in the body" : "at " + Notation.of(values);
    }

    /** Where the signed time lies in the window, as far as there is one and it was looked at. */
    Optional<String> window(Signature signature, Verdict verdict) {
        boolean looked = verdict instanceof Verdict.Held
                || verdict instanceof Verdict.Not not && not.cause() == Cause.TIMESTAMP_OUTSIDE_TOLERANCE;
        Signature.Proof proof = proof(signature);
        Signature.Stamp stamp = proof == null ? null : proof.stamp();
        String sent = stamp == null || !looked ? null : stamp.at().text(scope);
        Instant time = stamp == null || sent == null ? null : stamp.format().readSigned(sent);
        if (stamp == null || time == null) {
            return Optional.empty();
        }
        Duration off = Duration.between(time, now);
        return Optional.of(time + ", " + seconds(off.abs()) + " s " + (off.isNegative() ? "after " : "before ") + now
                + "; allowed are " + tolerance(stamp).toSeconds() + " s both ways");
    }

    /** The source's, where the page leaves it to the source. */
    private Duration tolerance(Signature.Stamp stamp) {
        List<String> given =
                stamp.setting() == null ? null : scope.settings().params().get(stamp.setting());
        try {
            return (given == null ? stamp : Windows.with(stamp, given.get(0))).tolerance();
        } catch (Fault fault) {
            return stamp.tolerance();
        }
    }

    /** With its fraction: half a second too late is not told as the last second that is allowed. */
    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** What the schemes with a signature over bytes have; null for the others. */
    private static Signature.@Nullable Proof proof(Signature signature) {
        if (signature instanceof Signature.Hmac hmac) {
            return hmac.proof();
        }
        if (signature instanceof Signature.Digest digest) {
            return digest.proof();
        }
        return signature instanceof Signature.PublicKey key ? key.proof() : null;
    }

    private static List<Value> values(Signature signature) {
        if (signature instanceof Signature.Equals equals) {
            return equals.values();
        }
        if (signature instanceof Signature.Jws jws) {
            return jws.values();
        }
        Signature.Proof proof = proof(signature);
        return proof == null ? List.of() : proof.values();
    }

    private static String encoded(Signature signature) {
        Signature.Proof proof = proof(signature);
        return proof == null
                ? ""
                : (proof.prefix().isEmpty() ? "" : " after '" + proof.prefix() + "'") + " as "
                        + proof.encodings().stream().map(Words::of).collect(Collectors.joining(" or "))
                        + (signature instanceof Signature.Hmac hmac
                                ? " of " + hmac.algorithm().length() + " bytes"
                                : "");
    }

    private static String signed(Signature signature) {
        Signature.Proof proof = proof(signature);
        return proof == null
                ? ""
                : " over " + proof.signed().stream().map(Notation::of).collect(Collectors.joining(" or "));
    }

    private static String stampAt(Signature signature) {
        Signature.Proof proof = proof(signature);
        Signature.Stamp stamp = proof == null ? null : proof.stamp();
        return stamp == null ? "" : " (" + Words.of(stamp.format()) + ") at " + Notation.of(stamp.at());
    }
}
