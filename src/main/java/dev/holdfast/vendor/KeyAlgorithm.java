package dev.holdfast.vendor;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/** Signatures by a private key that a page may name for {@code public-key}; the request has no say in it. */
enum KeyAlgorithm {
    /** RFC 8032. */
    ED25519("Ed25519", "Ed25519"),
    /** ECDSA over P-256, signatures in DER. */
    ECDSA_P256_SHA256("EC", "SHA256withECDSA"),
    /** RSASSA-PKCS1-v1_5, 2048 bits or more. */
    RSA_SHA256("RSA", "SHA256withRSA");

    private final String family;
    private final String signature;

    KeyAlgorithm(String family, String signature) {
        this.family = family;
        this.signature = signature;
    }

    /** The key of a configured text; throws, without quoting it, when it is none or a weak one. */
    PublicKey key(String text, PublicKeyReading reading) throws Fault {
        try {
            byte[] bytes = reading.bytes(text);
            PublicKey key = reading.isBare()
                    ? bare(bytes)
                    : KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(bytes));
            if (!isStrong(key)) {
                throw new Fault("is a weak key", "a full " + Words.of(this) + " key");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Fault(
                    "is no " + Words.of(this) + " public key written as " + Words.of(reading),
                    "the public key as the vendor shows it");
        }
    }

    /** Whether the signature is the key's over the pieces; a malformed one is not. */
    boolean holds(PublicKey key, List<byte[]> pieces, byte[] signed) {
        try {
            Signature verifier = Signature.getInstance(signature);
            verifier.initVerify(key);
            for (byte[] piece : pieces) {
                verifier.update(piece);
            }
            return verifier.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey bare(byte[] bytes) throws GeneralSecurityException {
        if (this != ED25519 || bytes.length != 32) {
            throw new IllegalArgumentException("not 32 bytes of Ed25519");
        }
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = bytes[31 - i];
        }
        boolean odd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
    }

    private boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsaPublicKey) {
            return rsaPublicKey.getModulus().bitLength() >= 2048;
        }
        if (key instanceof ECPublicKey ecPublicKey) {
            return ecPublicKey.getParams().getCurve().getField().getFieldSize() == 256;
        }
        return key instanceof EdECPublicKey edEcPublicKey
                && !SmallOrder.holds(edEcPublicKey.getPoint().getY());
    }
}
