package dev.holdfast.vendor;

import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scheme {@code public-key} with configured keys. */
final class PublicKeyCheck extends ProofCheck {
    private static final int ED25519_LENGTH = 64;

    private final KeyAlgorithm algorithm;
    private final List<SourceKey> keys;

    /** A key, and the index of the secret that it was made from. */
    record SourceKey(int secret, PublicKey key) {}

    PublicKeyCheck(Signature.PublicKey signature, List<SourceKey> keys) {
        super(signature.terms(), signature.proof(), signature.algorithm() == KeyAlgorithm.ED25519 ? ED25519_LENGTH : 0);
        this.algorithm = signature.algorithm();
        this.keys = List.copyOf(keys);
    }

    @Override
    @Nullable
    Match match(List<List<byte[]>> signed, List<byte[]> candidates) {
        for (List<byte[]> pieces : signed) {
            for (SourceKey key : keys) {
                for (byte[] candidate : candidates) {
                    // Public keys and signatures are no secrets: the first match may end the search.
                    if (algorithm.holds(key.key(), pieces, candidate)) {
                        return new Match(key.secret(), new byte[0]);
                    }
                }
            }
        }
        return null;
    }
}
