package dev.holdfast.vendor;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scheme {@code equals}: a value is a secret; where a path leads to several, each of them must be. */
final class EqualsCheck implements Verifier {
    private final Signature.Equals signature;
    private final List<byte[]> secrets;

    EqualsCheck(Signature.Equals signature, List<byte[]> secrets) {
        this.signature = signature;
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public Verdict verify(Scope scope, Instant now) {
        for (Value value : signature.values()) {
            boolean header = value.place() == Place.HEADER;
            if (header && scope.headers(value.name()).size() > 1) {
                return new Verdict.Not(Cause.SIGNATURE_MALFORMED);
            }
            List<@Nullable String> texts = value.each(scope);
            if (!texts.isEmpty() && texts.stream().anyMatch(text -> text != null)) {
                return judge(texts, scope);
            }
        }
        return new Verdict.Not(Cause.SIGNATURE_MISSING);
    }

    private Verdict judge(List<@Nullable String> texts, Scope scope) {
        int matched = -1;
        boolean all = true;
        for (String text : texts) {
            byte[] token = text == null ? null : token(text);
            if (token == null || token.length == 0) {
                return new Verdict.Not(Cause.SIGNATURE_MALFORMED);
            }
            int secret = secretOf(token);
            all &= secret >= 0;
            matched = Math.max(matched, secret);
        }
        if (!all) {
            return new Verdict.Not(Cause.SIGNATURE_MISMATCH);
        }
        return signature.terms().require().hold(scope)
                ? new Verdict.Held(matched, new Scope.Signed(null, null, new byte[0]))
                : new Verdict.Not(Cause.REQUIREMENT_NOT_MET);
    }

    private byte @Nullable [] token(String text) {
        if (!text.startsWith(signature.prefix())) {
            return null;
        }
        String bare = text.substring(signature.prefix().length());
        return signature.base64() ? Encoding.BASE64.decode(bare) : Scope.utf8(bare);
    }

    private int secretOf(byte[] token) {
        int matched = -1;
        for (int i = 0; i < secrets.size(); i++) {
            if (MessageDigest.isEqual(secrets.get(i), token) && matched < 0) {
                matched = i;
            }
        }
        return matched;
    }
}
