package dev.holdfast.target;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that target and we share: HMAC-SHA256, scheme {@code v1}. */
public final class HmacKey implements SigningKey {
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private HmacKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * A key of 24 to 64 bytes.
     *
     * @throws IllegalArgumentException when it is shorter or longer
     */
    public static HmacKey of(byte[] bytes) {
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a whsec_ secret holds " + MIN_BYTES + " to " + MAX_BYTES
                    + " bytes in base 64; this one holds " + bytes.length);
        }
        return new HmacKey(new SecretKeySpec(bytes, ALGORITHM));
    }

    @Override
    public Signer signer() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            Base64.Encoder base64 = Base64.getEncoder();
            return (prefix, payload) -> {
                mac.update(prefix);
                return "v1," + base64.encodeToString(mac.doFinal(payload));
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
