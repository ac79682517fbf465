package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and the keys that they name, at their edges: the last that is taken, and the first that is not. */
class JwsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k\"}";
    private static final byte[] TEXT = Scope.utf8("what is signed");
    private static final KeyPair EC = pair("EC");
    private static final KeyPair RSA = pair("RSA");

    private static KeyPair pair(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(Scope.utf8(text));
    }

    private static JwsToken token(String header, String claims) {
        return JwsToken.parse(base64(header) + "." + base64(claims) + "." + base64("s"));
    }

    @Test
    void aTokenIsTakenApart() {
        JwsToken token = token(HEADER, "{\"iat\":7}");
        assertEquals("ES256", token.algorithm());
        assertEquals("k", token.kid());
        assertEquals("7", token.claims().step("iat").get(0).text());
        assertArrayEquals(Scope.utf8(base64(HEADER) + "." + base64("{\"iat\":7}")), token.signed());
        assertArrayEquals(Scope.utf8("s"), token.signature());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "no json",
                "{'alg':'ES256'}",
                "{'kid':'k'}",
                "{'alg':'ES256','kid':''}",
                "{'alg':'ES256','kid':{}}",
                "{'alg':null,'kid':'k'}",
                "{'alg':'ES256','kid':'k','crit':['b64']}",
                "{'alg':'ES256','kid':'k','b64':false}"
            })
    void aHeaderThatSaysTooLittleOrWantsMoreIsNone(String header) {
        assertNull(token(header.replace('\'', '"'), "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "H.C", "H.C.", ".C.s", "H..s", "H.C.s.s", "H.C.s=", "H=.C.s", "H.*.s", "H.C.*"})
    void whatHasNotThreePartsIsNoToken(String text) {
        assertNull(JwsToken.parse(text.replace("H", base64(HEADER)).replace("C", base64("{}"))));
    }

    @Test
    void aTokenAndTheNameOfItsKeyAreShort() {
        assertNotNull(token(HEADER.replace("\"k\"", "\"" + "k".repeat(128) + "\""), "{}"));
        assertNull(token(HEADER.replace("\"k\"", "\"" + "k".repeat(129) + "\""), "{}"));
        // So long that the last length that is taken and the first that is not are both Base64's.
        String start = base64(HEADER + " ".repeat(2)) + "." + base64("{}") + ".";
        assertNotNull(JwsToken.parse(start + "A".repeat(8192 - start.length())));
        assertNull(JwsToken.parse(start + "A".repeat(8193 - start.length())));
    }

    private static byte[] signed(Signature signer, KeyPair pair) throws Exception {
        signer.initSign(pair.getPrivate());
        signer.update(TEXT);
        return signer.sign();
    }

    private static void holdsOnly(JwsAlgorithm algorithm, KeyPair pair, byte[] signature) {
        assertTrue(algorithm.holds(pair.getPublic(), TEXT, signature));
        assertFalse(algorithm.holds(pair.getPublic(), Scope.utf8("another text"), signature));
        assertFalse(algorithm.holds(pair.getPublic(), TEXT, Arrays.copyOf(signature, signature.length - 1)));
        KeyPair other = pair == EC ? RSA : EC;
        assertFalse(algorithm.holds(other.getPublic(), TEXT, signature), "a key of another kind");
    }

    @Test
    void everyAlgorithmHoldsWithItsOwnKindOfKey() throws Exception {
        byte[] numbers = signed(Signature.getInstance("SHA256withECDSAinP1363Format"), EC);
        holdsOnly(JwsAlgorithm.ES256, EC, numbers);
        holdsOnly(JwsAlgorithm.RS256, RSA, signed(Signature.getInstance("SHA256withRSA"), RSA));
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        holdsOnly(JwsAlgorithm.PS256, RSA, signed(pss, RSA));
        assertFalse(
                JwsAlgorithm.ES256.holds(EC.getPublic(), TEXT, signed(Signature.getInstance("SHA256withECDSA"), EC)));
        for (int half = 0; half < 64; half += 32) {
            byte[] zero = numbers.clone();
            Arrays.fill(zero, half, half + 32, (byte) 0);
            assertFalse(JwsAlgorithm.ES256.holds(EC.getPublic(), TEXT, zero));
        }
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, padded, length - (bytes.length - from), bytes.length - from);
        return base64(padded);
    }

    private static String ec(String more) {
        ECPublicKey key = (ECPublicKey) EC.getPublic();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + number(key.getW().getAffineX(), 32) + "\",\"y\":\""
                + number(key.getW().getAffineY(), 32) + "\"" + more.replace('\'', '"') + "}";
    }

    private static String rsa(BigInteger modulus) {
        return "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + number(modulus, (modulus.bitLength() + 7) / 8) + "\"}";
    }

    private static FetchedKey read(String path, String answer) throws Fault {
        return new JwkReading(Pointer.parse(path), "k").read(Scope.utf8(answer), NOW);
    }

    private static String refused(String path, String answer) {
        return assertThrows(Fault.class, () -> read(path, answer)).fault();
    }

    @Test
    void aKeyIsReadWhereThePageSays() throws Exception {
        FetchedKey key = read("", ec(""));
        assertEquals(EC.getPublic(), key.key());
        assertEquals(NOW.plus(Duration.ofHours(24)), key.until());
        assertEquals(
                EC.getPublic(),
                read("/key", "{\"key\":" + ec(",'kid':'k'") + "}").key());
        assertEquals(
                EC.getPublic(),
                read("/keys", "{\"keys\":[{\"kid\":\"j\"}," + ec(",'kid':'k','use':'sig','expired_at':null") + "]}")
                        .key());
        BigInteger modulus = ((RSAPublicKey) RSA.getPublic()).getModulus();
        assertEquals(RSA.getPublic(), read("", rsa(modulus)).key());
    }

    @Test
    void aKeyOfAnotherNameOrPlaceIsNone() {
        assertEquals("has no key of that name", refused("", ec(",'kid':'j'")));
        assertEquals("has no key of that name", refused("/keys", "{\"keys\":[" + ec("") + "]}"));
        assertEquals("has no key of that name", refused("/keys", "{\"keys\":[]}"));
        assertEquals("has no key where the page says", refused("/key", "{}"));
        assertEquals("is no JSON", refused("", "<html>"));
    }

    @Test
    void aKeyForSomethingElseOrWithdrawnIsNone() {
        assertEquals("is a key that is not used any more", refused("", ec(",'use':'enc'")));
        assertEquals("is a key that is not used any more", refused("", ec(",'expired_at':1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "EC OCT",
                "P-256 P-384",
                "\"x\" \"z\"",
                "\"y\" \"z\"",
                "\"x\":\" \"x\":\"*",
                "\"y\":\" \"y\":\"\",\"z\":\""
            })
    void whatIsNoPointOfTheCurveIsNoKey(String part, String instead) {
        assertEquals("is no key", refused("", ec("").replace(part, instead)));
    }

    @Test
    void anRsaKeyHas2048To8192Bits() throws Exception {
        for (int bits : new int[] {2048, 8192}) {
            BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
            assertEquals(modulus, ((RSAPublicKey) read("", rsa(modulus)).key()).getModulus());
        }
        for (int bits : new int[] {1024, 2047, 8193}) {
            BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
            assertEquals("is no key", refused("", rsa(modulus)));
        }
    }

    private static Door signing() throws Exception {
        String page = """
                title: Signs tokens
                signature:
                  scheme: jws
                  algorithm: es256
                  value: header:X-Token
                  body-hash: /hash
                  timestamp: { at: claim:/iat, format: unix-seconds, tolerance: 5m }
                  require: { "header:X-Org": "7" }
                  keys: { request: POST /key, base-url: "https://keys.example.com", json: { id: "{kid}" }, take: page:/key }
                event: { id: body:/id, type: body:/type }
                """;
        return Requests.doorOf(page);
    }

    private static Request sent(String claims, String org, byte[] body) throws Exception {
        String text = base64(HEADER) + "." + base64(claims.replace('\'', '"'));
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(EC.getPrivate());
        signer.update(Scope.utf8(text));
        return Requests.post(body, "X-Token", text + "." + base64(signer.sign()), "X-Org", org);
    }

    @Test
    void aTokenHoldsForItsBodyItsTimeAndItsOrganisation() throws Exception {
        byte[] body = Scope.utf8("{\"id\":\"e\",\"type\":\"t\"}");
        String hash = HexFormat.of().formatHex(Algorithm.SHA256.digest(List.of(body)));
        String claims = "{'iat':" + NOW.getEpochSecond() + ",'hash':'" + hash + "'}";
        Map<Request, Outcome> told = new LinkedHashMap<>();
        told.put(sent("{'hash':'" + hash + "'}", "7", body), new Outcome.Refused(Cause.TIMESTAMP_MALFORMED));
        told.put(sent(claims.replace("'iat':", "'iat':1"), "7", body), new Outcome.Refused(Cause.TIMESTAMP_MALFORMED));
        told.put(
                sent("{'iat':" + NOW.getEpochSecond() + "}", "7", body), new Outcome.Refused(Cause.SIGNATURE_MISMATCH));
        told.put(sent(claims, "7", Scope.utf8("{}")), new Outcome.Refused(Cause.SIGNATURE_MISMATCH));
        told.put(sent(claims, "8", body), new Outcome.Refused(Cause.REQUIREMENT_NOT_MET));
        Door door = signing();
        Request good = sent(claims, "7", body);
        for (Map.Entry<Request, Outcome> one : told.entrySet()) {
            assertEquals(one.getValue(), door.admit(one.getKey(), NOW), "nobody asks for a key");
        }
        KeyRequest wanted =
                assertInstanceOf(Outcome.Wanting.class, door.admit(good, NOW)).request();
        assertTrue(door.keep(wanted, Scope.utf8("{\"key\":" + ec("") + "}"), NOW));
        for (Map.Entry<Request, Outcome> one : told.entrySet()) {
            assertEquals(one.getValue(), door.admit(one.getKey(), NOW));
        }
        assertInstanceOf(Outcome.Admitted.class, door.admit(good, NOW));
        assertInstanceOf(Outcome.Admitted.class, door.admit(good, NOW.plusSeconds(300)));
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_OUTSIDE_TOLERANCE), door.admit(good, NOW.plusSeconds(301)));
    }

    @Test
    void whatIsNoTokenOfThePagesAlgorithmIsMalformed() throws Exception {
        Outcome malformed = new Outcome.Refused(Cause.SIGNATURE_MALFORMED);
        String good = base64(HEADER) + "." + base64("{}") + "." + base64("s");
        for (String token : List.of("x", good.replace(base64(HEADER), base64(HEADER.replace("ES256", "RS256"))))) {
            assertEquals(malformed, signing().admit(Requests.post("{}", "X-Token", token), NOW));
        }
        assertEquals(malformed, signing().admit(Requests.post("{}", "X-Token", good, "x-token", good), NOW));
    }
}
