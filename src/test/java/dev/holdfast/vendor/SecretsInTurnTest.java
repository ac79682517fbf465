package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While secrets change, which one let a delivery in is told; and where each item is signed, each must be. */
class SecretsInTurnTest {
    private static final String FIRST = "the first secret of ours";
    private static final String SECOND = "the second secret of ours";
    private static final String BODY = "{\"id\":\"e\",\"type\":\"t\"}";
    private static final String HMAC = """
            title: Signs bodies
            signature: { scheme: hmac, algorithm: sha256, value: header:X-Sig#s, encoding: hex, signed: ["{body}", "v0:{body}"], key: utf8 }
            event: { id: body:/id, type: body:/type }
            """;

    private static int secret(Outcome outcome) {
        return assertInstanceOf(Outcome.Admitted.class, outcome).secret();
    }

    private static Outcome refused(Cause cause) {
        return new Outcome.Refused(cause);
    }

    private static String mac(String secret) {
        return "s=" + Requests.hmacHex(secret, BODY);
    }

    @Test
    void theSecretThatMatchedIsTold() {
        Door door = doorOf(HMAC, FIRST, SECOND);
        assertEquals(0, secret(door.admit(post(BODY, "X-Sig", mac(FIRST)), NOW)));
        assertEquals(1, secret(door.admit(post(BODY, "X-Sig", mac(SECOND)), NOW)));
        assertEquals(1, secret(door.admit(post(BODY, "X-Sig", mac("another") + "," + mac(SECOND)), NOW)));
        assertEquals(0, secret(door.admit(post(BODY, "X-Sig", mac(SECOND) + "," + mac(FIRST)), NOW)), "the first");
        assertEquals(0, secret(door.admit(post(BODY, "X-Sig", "s=" + Requests.hmacHex(FIRST, "v0:" + BODY)), NOW)));
        assertEquals(
                refused(Cause.SIGNATURE_MISMATCH),
                door.admit(post(BODY, "X-Sig", mac("another secret of theirs")), NOW));
    }

    @Test
    void ofTwoThatAreEqualItIsTheFirst() {
        assertEquals(0, secret(doorOf(HMAC, FIRST, FIRST).admit(post(BODY, "X-Sig", mac(FIRST)), NOW)));
    }

    private static KeyPair pair(String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (kind.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private static String signed(String name, KeyPair pair) throws Exception {
        Signature signer = Signature.getInstance(name);
        signer.initSign(pair.getPrivate());
        signer.update(Scope.utf8(BODY));
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    private static String spki(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    @ParameterizedTest
    @CsvSource({"ed25519, Ed25519, Ed25519", "rsa-sha256, RSA, SHA256withRSA", "ecdsa-p256-sha256, EC, SHA256withECDSA"
    })
    void thePublicKeyThatMatchedIsTold(String algorithm, String kind, String name) throws Exception {
        KeyPair first = pair(kind);
        KeyPair second = pair(kind);
        Door door = doorOf("""
                title: Signs with a private key
                signature: { scheme: public-key, algorithm: %s, value: header:X-Sig, encoding: base64, signed: "{body}", key: spki }
                event: { id: body:/id, type: body:/type }
                """.formatted(algorithm), spki(first), spki(second));
        assertEquals(0, secret(door.admit(post(BODY, "X-Sig", signed(name, first)), NOW)));
        assertEquals(1, secret(door.admit(post(BODY, "X-Sig", signed(name, second)), NOW)));
        assertEquals(refused(Cause.SIGNATURE_MISMATCH), door.admit(post(BODY, "X-Sig", signed(name, pair(kind))), NOW));
        Cause shorter = kind.equals("Ed25519") ? Cause.SIGNATURE_MALFORMED : Cause.SIGNATURE_MISMATCH;
        String cut = Base64.getEncoder().encodeToString(new byte[63]);
        assertEquals(refused(shorter), door.admit(post(BODY, "X-Sig", cut), NOW), "no length, no signature");
    }

    private static final String EACH = """
            title: Signs items
            signature: { scheme: hmac, algorithm: sha256, per-item: true, value: item:/sig, encoding: hex, signed: "{item:/id}", key: utf8, weakness: the id alone }
            split: %s
            event: { id: item:/id, type: text:t }
            """;

    private static String item(String id, String secret) {
        return "{\"id\":\"" + id + "\",\"sig\":\"" + Requests.hmacHex(secret, id) + "\"}";
    }

    private static Outcome each(String... items) {
        String body = "{\"all\":[" + String.join(",", items) + "]}";
        return doorOf(EACH.formatted("\"body:/all/*\""), FIRST, SECOND).admit(post(body), NOW);
    }

    @Test
    void everyItemMustBeSigned() {
        Outcome.Admitted two = assertInstanceOf(Outcome.Admitted.class, each(item("1", FIRST), item("2", SECOND)));
        assertEquals(2, two.items().size());
        Outcome mismatch = refused(Cause.SIGNATURE_MISMATCH);
        String theirs = "another secret of theirs";
        for (List<String> items : List.of(
                List.of(item("1", theirs)),
                List.of(item("1", theirs), item("2", FIRST)),
                List.of(item("1", FIRST), item("2", theirs)))) {
            assertEquals(mismatch, each(items.toArray(String[]::new)), items::toString);
        }
        assertEquals(refused(Cause.SIGNATURE_MISSING), each(item("1", FIRST), "{\"id\":\"2\"}"));
    }

    @Test
    void whereNothingIsNothingIsSigned() {
        assertEquals(refused(Cause.SIGNATURE_MISSING), each());
        Door json = doorOf(EACH.formatted("\"body:/all/*\""), FIRST);
        assertEquals(refused(Cause.SIGNATURE_MALFORMED), json.admit(post("no JSON {"), NOW));
    }

    @Test
    void itemsOfXmlAreSignedToo() {
        Door door = doorOf(EACH.formatted("\"xml:/all/one\""), FIRST);
        String good = "<one><id>1</id><sig>" + Requests.hmacHex(FIRST, "1") + "</sig></one>";
        assertEquals(0, secret(door.admit(post("<all>" + good + good + "</all>"), NOW)));
        assertEquals(
                refused(Cause.SIGNATURE_MISMATCH),
                door.admit(post("<all>" + good + good.replace("<id>1", "<id>2") + "</all>"), NOW));
        assertEquals(refused(Cause.SIGNATURE_MALFORMED), door.admit(post("{\"all\":[]}"), NOW));
    }
}
