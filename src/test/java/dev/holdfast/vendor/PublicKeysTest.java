package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Public keys as vendors show them: every spelling is read, and a weak key or one of another kind is none. */
class PublicKeysTest {
    private static final byte[] TEXT = Scope.utf8("what is signed");

    private static KeyPair rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair ec(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String spki(KeyPair pair) {
        return base64(pair.getPublic().getEncoded());
    }

    private static byte[] signed(String algorithm, KeyPair pair) throws Exception {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(TEXT);
        return signer.sign();
    }

    private static void holds(KeyAlgorithm algorithm, String key, PublicKeyReading reading, byte[] signature)
            throws Fault {
        byte[] start = Arrays.copyOf(TEXT, 4);
        byte[] rest = Arrays.copyOfRange(TEXT, 4, TEXT.length);
        assertTrue(algorithm.holds(algorithm.key(key, reading), List.of(start, rest), signature));
        assertFalse(algorithm.holds(algorithm.key(key, reading), List.of(start), signature));
        assertFalse(algorithm.holds(algorithm.key(key, reading), List.of(TEXT), new byte[3]), "malformed");
    }

    private static String refused(KeyAlgorithm algorithm, String key, PublicKeyReading reading) {
        return assertThrows(Fault.class, () -> algorithm.key(key, reading)).fault();
    }

    @Test
    void anRsaKeyHas2048Bits() throws Exception {
        KeyPair pair = rsa(2048);
        holds(KeyAlgorithm.RSA_SHA256, spki(pair), PublicKeyReading.SPKI, signed("SHA256withRSA", pair));
        String pem = "-----BEGIN PUBLIC KEY-----\n" + spki(pair).replaceAll("(.{64})", "$1\n")
                + "\n-----END PUBLIC KEY-----\n";
        holds(KeyAlgorithm.RSA_SHA256, pem, PublicKeyReading.PEM, signed("SHA256withRSA", pair));
        assertEquals("is a weak key", refused(KeyAlgorithm.RSA_SHA256, spki(rsa(1024)), PublicKeyReading.SPKI));
    }

    @Test
    void anEcKeyIsOfP256() throws Exception {
        KeyPair pair = ec("secp256r1");
        holds(KeyAlgorithm.ECDSA_P256_SHA256, spki(pair), PublicKeyReading.SPKI, signed("SHA256withECDSA", pair));
        String other = spki(ec("secp384r1"));
        assertEquals("is a weak key", refused(KeyAlgorithm.ECDSA_P256_SHA256, other, PublicKeyReading.SPKI));
    }

    @Test
    void anEd25519KeyHasFourSpellingsAndTwoSigns() throws Exception {
        Set<Integer> lastBytes = new HashSet<>();
        while (lastBytes.size() < 3) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] spki = pair.getPublic().getEncoded();
            byte[] bare = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
            if (lastBytes.add(Integer.signum(bare[31]))) {
                byte[] signature = signed("Ed25519", pair);
                holds(KeyAlgorithm.ED25519, spki(pair), PublicKeyReading.SPKI, signature);
                holds(KeyAlgorithm.ED25519, HexFormat.of().formatHex(bare), PublicKeyReading.RAW_HEX, signature);
                holds(KeyAlgorithm.ED25519, base64(bare), PublicKeyReading.RAW_BASE64, signature);
                holds(KeyAlgorithm.ED25519, "whpk_" + base64(bare), PublicKeyReading.WHPK, signature);
            }
        }
    }

    @Test
    void aKeyOfAnotherKindOrSpellingIsNone() throws Exception {
        String ec = spki(ec("secp256r1"));
        String none = "is no rsa-sha256 public key written as ";
        assertEquals(none + "spki", refused(KeyAlgorithm.RSA_SHA256, ec, PublicKeyReading.SPKI));
        assertEquals(none + "raw-hex", refused(KeyAlgorithm.RSA_SHA256, "00".repeat(32), PublicKeyReading.RAW_HEX));
        for (String bare : List.of(base64(new byte[31]), base64(new byte[33]), "*", "")) {
            assertEquals(
                    "is no ed25519 public key written as raw-base64",
                    refused(KeyAlgorithm.ED25519, bare, PublicKeyReading.RAW_BASE64));
        }
        assertEquals(
                "is no ed25519 public key written as whpk",
                refused(KeyAlgorithm.ED25519, base64(new byte[32]), PublicKeyReading.WHPK));
    }

    @Test
    void aKeyHasToFitItsSignature() throws Exception {
        KeyPair pair = ec("secp256r1");
        assertFalse(KeyAlgorithm.RSA_SHA256.holds(pair.getPublic(), List.of(TEXT), signed("SHA256withECDSA", pair)));
        assertFalse(SnsAlgorithm.RSA_SHA256.holds(pair.getPublic(), "a", new byte[256]));
    }

    @Test
    void snsSignsInItsTwoVersions() throws Exception {
        KeyPair pair = rsa(2048);
        String text = new String(TEXT, java.nio.charset.StandardCharsets.US_ASCII);
        byte[] one = signed("SHA1withRSA", pair);
        byte[] two = signed("SHA256withRSA", pair);
        assertTrue(SnsAlgorithm.RSA_SHA1.holds(pair.getPublic(), text, one));
        assertTrue(SnsAlgorithm.RSA_SHA256.holds(pair.getPublic(), text, two));
        assertFalse(SnsAlgorithm.RSA_SHA256.holds(pair.getPublic(), text, one));
        assertFalse(SnsAlgorithm.RSA_SHA256.holds(pair.getPublic(), text + ".", two));
        assertFalse(SnsAlgorithm.RSA_SHA256.holds(pair.getPublic(), text, new byte[3]));
    }
}
