package dev.holdfast.vendor;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** Asymmetric algorithms of a token; a token's own {@code alg} must be one that the page lists. */
enum JwsAlgorithm {
    /** ECDSA over P-256, the two numbers of 32 bytes side by side. */
    ES256("SHA256withECDSAinP1363Format"),
    /** RSASSA-PKCS1-v1_5. */
    RS256("SHA256withRSA"),
    /** RSASSA-PSS. */
    PS256("RSASSA-PSS");

    private static final int EC_LENGTH = 64;

    private final String name;

    JwsAlgorithm(String name) {
        this.name = name;
    }

    /** Whether a key is of the kind that the algorithm has: never an RSA key's bytes as something else. */
    boolean fits(PublicKey key) {
        return this == ES256 ? key instanceof ECPublicKey : key instanceof RSAPublicKey;
    }

    /** Whether the signature is the key's; a malformed one is not. */
    boolean holds(PublicKey key, byte[] signed, byte[] signature) {
        if (!fits(key) || (this == ES256 && !areNumbers(signature))) {
            return false;
        }
        try {
            java.security.Signature verifier = java.security.Signature.getInstance(name);
            if (this == PS256) {
                verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Some Java releases took two zeros for everybody's signature. */
    private static boolean areNumbers(byte[] signature) {
        int first = 0;
        int second = 0;
        for (int i = 0; i < signature.length; i++) {
            if (i < EC_LENGTH / 2) {
                first |= signature[i];
            } else {
                second |= signature[i];
            }
        }
        return signature.length == EC_LENGTH && first != 0 && second != 0;
    }
}
