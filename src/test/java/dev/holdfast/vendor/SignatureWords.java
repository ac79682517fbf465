package dev.holdfast.vendor;

import java.util.List;
import java.util.stream.Collectors;

/** A signature alternative in a line for people. */
final class SignatureWords {
    private SignatureWords() {}

    static String of(Signature signature) {
        if (signature instanceof Signature.Hmac hmac) {
            return "HMAC-" + words(hmac.algorithm()) + proof(hmac.proof())
                    + (hmac.perItem() ? ", in each item" : "") + ", key "
                    + hmac.keys().stream().map(Words::of).collect(Collectors.joining(" or "));
        }
        if (signature instanceof Signature.Digest digest) {
            return "plain SHA-256" + proof(digest.proof());
        }
        if (signature instanceof Signature.PublicKey key) {
            Signature.Certificate certificate = key.certificate();
            return "public key (" + Words.of(key.algorithm()) + ")" + proof(key.proof())
                    + (certificate == null ? "" : ", certificate from " + String.join(" ", certificate.hosts()));
        }
        if (signature instanceof Signature.Equals equals) {
            return "shared secret, " + places(equals.values())
                    + (equals.prefix().isBlank()
                            ? ""
                            : " after `" + equals.prefix().strip() + "`");
        }
        if (signature instanceof Signature.Jws jws) {
            return "token (" + jws.algorithms().stream().map(Words::of).collect(Collectors.joining(" ")) + "), "
                    + places(jws.values()) + ", key from "
                    + PageWords.code(jws.keys().base())
                    + stamp(jws.stamp());
        }
        Signature.Sns sns = (Signature.Sns) signature;
        return "SNS (" + sns.algorithms().stream().map(Words::of).collect(Collectors.joining(" ")) + ")"
                + (sns.stamp() == null ? "" : stamp(sns.stamp()));
    }

    private static String proof(Signature.Proof proof) {
        return ", " + places(proof.values())
                + (proof.prefix().isBlank() ? "" : " after `" + proof.prefix() + "`") + ", "
                + proof.encodings().stream().map(Words::of).collect(Collectors.joining(" or ")) + ", over "
                + proof.signed().stream().map(PageWords::template).collect(Collectors.joining(" or "))
                + (proof.stamp() == null ? "" : stamp(proof.stamp()));
    }

    private static String places(List<Value> values) {
        return values.stream()
                .map(value -> PageWords.code(PageWords.value(value)))
                .collect(Collectors.joining(" or "));
    }

    private static String stamp(Signature.Stamp stamp) {
        return ", ± " + VendorTable.duration(stamp.tolerance());
    }

    private static String words(Algorithm algorithm) {
        return Words.of(algorithm).toUpperCase(java.util.Locale.ROOT);
    }
}
