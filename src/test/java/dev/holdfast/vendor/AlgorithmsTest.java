package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.AbstractList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the named algorithms are, each by itself: lengths, known answers, kinds of keys. */
class AlgorithmsTest {
    private static final byte[] KEY = Scope.utf8("Jefe");
    private static final List<byte[]> TEXT = List.of(Scope.utf8("what do ya want "), Scope.utf8("for nothing?"));

    /** RFC 4231's second case, and RFC 2202's. */
    @ParameterizedTest
    @CsvSource({
        "SHA256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        "SHA1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    })
    void macsAreThoseOfTheirPublishedExamples(Algorithm algorithm, String hex) {
        Keyed keyed = new Keyed(algorithm, KEY);
        byte[] expected = HexFormat.of().parseHex(hex);
        assertArrayEquals(expected, keyed.mac(TEXT));
        assertArrayEquals(expected, keyed.mac(TEXT), "the second time too");
        assertEquals(expected.length, algorithm.length());
        assertArrayEquals(KEY, keyed.key());
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA1, a9993e364706816aba3e25717850c26c9cd0d89d"
    })
    void hashesAreOverAllPieces(Algorithm algorithm, String hex) {
        byte[] hash = algorithm.digest(List.of(Scope.utf8("a"), Scope.utf8("bc")));
        assertEquals(hex, HexFormat.of().formatHex(hash));
    }

    /** The first piece, and then a fault. */
    private static final class Broken extends AbstractList<byte[]> {
        @Override
        public byte[] get(int index) {
            if (index > 0) {
                throw new IllegalStateException("no more");
            }
            return KEY;
        }

        @Override
        public int size() {
            return 2;
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aTurnThatBrokeOffIsNoPartOfTheNext(Algorithm algorithm) {
        Keyed keyed = new Keyed(algorithm, KEY);
        byte[] before = keyed.mac(TEXT);
        assertThrows(IllegalStateException.class, () -> keyed.mac(new Broken()));
        assertArrayEquals(before, keyed.mac(TEXT));
    }

    @Test
    void aTokensAlgorithmTakesKeysOfItsOwnKindAlone() throws Exception {
        PublicKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        PublicKey ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        PublicKey ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            boolean curves = algorithm == JwsAlgorithm.ES256;
            assertEquals(curves, algorithm.fits(ec), algorithm.name());
            assertEquals(!curves, algorithm.fits(rsa), algorithm.name());
            assertFalse(algorithm.fits(ed), algorithm.name());
        }
    }

    @Test
    void snsHasTwoVersions() {
        assertEquals(SnsAlgorithm.RSA_SHA1, SnsAlgorithm.ofVersion("1"));
        assertEquals(SnsAlgorithm.RSA_SHA256, SnsAlgorithm.ofVersion("2"));
        for (String none : List.of("", "0", "3", "SHA1", " 1")) {
            assertNull(SnsAlgorithm.ofVersion(none), none);
        }
        assertNull(SnsAlgorithm.ofVersion(null));
    }

    private static final String PRIME = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec",
                "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
                "5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
                PRIME,
                "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee"
            })
    void aPointOfSmallOrderIsOneHoweverItIsWritten(String y) {
        assertTrue(SmallOrder.holds(new BigInteger(y, 16)));
    }

    @Test
    void anyOtherPointIsNone() {
        BigInteger prime = new BigInteger(PRIME, 16);
        BigInteger base = BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(prime));
        for (BigInteger y : List.of(base, BigInteger.TWO, prime.subtract(BigInteger.TWO))) {
            assertFalse(SmallOrder.holds(y), y.toString(16));
        }
    }
}
