package dev.holdfast.target;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What {@code webhook-signature} says: one entry for each of a target's keys, as Standard Webhooks 1.0.0 wants it.
 *
 * <p>Keeps its keys loaded, so it is not thread-safe.
 */
final class Signatures {
    private final SigningKey.Signer[] signers;

    Signatures(List<SigningKey> keys) {
        this.signers = keys.stream().map(SigningKey::signer).toArray(SigningKey.Signer[]::new);
    }

    /** Whether there is anything to sign with. */
    boolean any() {
        return signers.length > 0;
    }

    /** The header's value. Signed is {@code id.timestamp.payload}; neither id nor timestamp ever holds a dot. */
    String of(String id, String timestamp, byte[] payload) {
        byte[] prefix = (id + '.' + timestamp + '.').getBytes(StandardCharsets.ISO_8859_1);
        if (signers.length == 1) {
            return signers[0].sign(prefix, payload);
        }
        StringBuilder all = new StringBuilder();
        for (SigningKey.Signer signer : signers) {
            all.append(all.isEmpty() ? "" : " ").append(signer.sign(prefix, payload));
        }
        return all.toString();
    }
}
