package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scheme {@code digest}: a plain SHA-256 over a text that has the secret in it. */
final class DigestCheck implements Verifier {
    private final Signature.Digest digest;
    private final List<String> secrets;

    DigestCheck(Signature.Digest digest, List<String> secrets) {
        this.digest = digest;
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public Verdict verify(Scope scope, Instant now) {
        Verdict last = new Verdict.Not(Cause.SIGNATURE_MISSING);
        Verdict held = null;
        for (int i = 0; i < secrets.size(); i++) {
            byte[] key = secrets.get(i).getBytes(StandardCharsets.UTF_8);
            last = new OneSecret(i, key).verify(scope.with(new Scope.Signed(null, null, key)), now);
            held = held == null && last instanceof Verdict.Held ? last : held;
        }
        return held == null ? last : held;
    }

    private final class OneSecret extends ProofCheck {
        private final Match match;

        OneSecret(int secret, byte[] key) {
            super(digest.terms(), digest.proof(), Algorithm.SHA256.length());
            this.match = new Match(secret, key);
        }

        @Override
        @Nullable
        Match match(List<List<byte[]>> signed, List<byte[]> candidates) {
            boolean equal = false;
            for (List<byte[]> pieces : signed) {
                byte[] hash = Algorithm.SHA256.digest(pieces);
                for (byte[] candidate : candidates) {
                    equal |= MessageDigest.isEqual(hash, candidate);
                }
            }
            return equal ? match : null;
        }
    }
}
