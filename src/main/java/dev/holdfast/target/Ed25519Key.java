package dev.holdfast.target;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** The private half of a pair whose public half the target has: Ed25519, scheme {@code v1a}. */
public final class Ed25519Key implements SigningKey {
    private static final int HALF = 32;
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;

    private Ed25519Key(PrivateKey key) {
        this.key = key;
    }

    /**
     * A key of 32 bytes, the private half, or of 64, the private half and the public one after it.
     *
     * @throws IllegalArgumentException when it has another length, or when the halves are not a pair
     */
    public static Ed25519Key of(byte[] bytes) {
        if (bytes.length != HALF && bytes.length != 2 * HALF) {
            throw new IllegalArgumentException("a whsk_ secret holds 32 bytes (private) or 64 (private, then public) in"
                    + " base 64; this one holds " + bytes.length);
        }
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            Ed25519Key key = new Ed25519Key(factory.generatePrivate(
                    new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(bytes, HALF))));
            if (bytes.length > HALF && !key.pairsWith(publicHalf(factory, bytes))) {
                throw new IllegalArgumentException("the two halves of a whsk_ secret are not a pair");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a whsk_ secret is an Ed25519 key");
        }
    }

    @Override
    public Signer signer() {
        try {
            Signature signature = loaded();
            Base64.Encoder base64 = Base64.getEncoder();
            return (prefix, payload) -> {
                try {
                    signature.update(prefix);
                    signature.update(payload);
                    return "v1a," + base64.encodeToString(signature.sign());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("a loaded key signs", e);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was tried when it was read", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }

    /** Tells by signing once: the platform has no way to compute a public half. */
    private boolean pairsWith(PublicKey half) throws GeneralSecurityException {
        byte[] probe = {1};
        Signature signer = loaded();
        signer.update(probe);
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(half);
        verifier.update(probe);
        return verifier.verify(signer.sign());
    }

    private Signature loaded() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        return signature;
    }

    /** RFC 8032: the y coordinate, little-endian, with the sign of x in the last byte's top bit. */
    private static PublicKey publicHalf(KeyFactory factory, byte[] pair) throws GeneralSecurityException {
        byte[] y = new byte[HALF];
        for (int i = 0; i < HALF; i++) {
            y[i] = pair[2 * HALF - 1 - i];
        }
        boolean xIsOdd = y[0] < 0;
        y[0] &= 0x7f;
        return factory.generatePublic(
                new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xIsOdd, new BigInteger(1, y))));
    }
}
