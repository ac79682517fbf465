package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/** What SNS's {@code SignatureVersion} 2 and 1 mean; a page lists those that it takes. */
enum SnsAlgorithm {
    /** Version 2. */
    RSA_SHA256("2", "SHA256withRSA"),
    /** Version 1. */
    RSA_SHA1("1", "SHA1withRSA");

    private final String version;
    private final String name;

    SnsAlgorithm(String version, String name) {
        this.version = version;
        this.name = name;
    }

    static @Nullable SnsAlgorithm ofVersion(@Nullable String version) {
        for (SnsAlgorithm algorithm : values()) {
            if (algorithm.version.equals(version)) {
                return algorithm;
            }
        }
        return null;
    }

    /** Whether the signature is the key's; a malformed one is not. */
    boolean holds(PublicKey key, String signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(name);
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
