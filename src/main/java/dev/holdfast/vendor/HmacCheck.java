package dev.holdfast.vendor;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scheme {@code hmac}: one MAC for each key and signed text, compared with every candidate, whatever matched before. */
final class HmacCheck extends ProofCheck {
    private final List<SourceKey> keys;

    /** A key, and the index of the secret that it was made from. */
    record SourceKey(int secret, Keyed keyed) {}

    HmacCheck(Signature.Hmac hmac, List<SourceKey> keys) {
        super(hmac.terms(), hmac.proof(), hmac.algorithm().length());
        this.keys = List.copyOf(keys);
    }

    @Override
    @Nullable
    Match match(List<List<byte[]>> signed, List<byte[]> candidates) {
        SourceKey matched = null;
        for (List<byte[]> pieces : signed) {
            for (SourceKey key : keys) {
                byte[] mac = key.keyed().mac(pieces);
                for (byte[] candidate : candidates) {
                    if (MessageDigest.isEqual(mac, candidate) && matched == null) {
                        matched = key;
                    }
                }
            }
        }
        return matched == null
                ? null
                : new Match(matched.secret(), matched.keyed().key());
    }
}
