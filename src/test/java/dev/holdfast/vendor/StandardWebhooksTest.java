package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.hmac;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both schemes of Standard Webhooks, and the ways in which ids, keys and signatures are bent. */
class StandardWebhooksTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final String BODY = "{\"type\":\"a.b\",\"timestamp\":\"2026-11-20T06:00:00Z\",\"data\":{}}";
    private static final String TS = "1700000000";
    private static final Door DOOR = door("standard-webhooks", SECRET);

    private static Outcome sent(Door door, String id, String list) {
        return door.admit(post(BODY, "webhook-id", id, "webhook-timestamp", TS, "webhook-signature", list), NOW);
    }

    private static Outcome sent(String id) {
        byte[] mac = hmac(KEY, (id + "." + TS + "." + BODY).getBytes(StandardCharsets.UTF_8));
        return sent(DOOR, id, "v1," + Base64.getEncoder().encodeToString(mac));
    }

    @Test
    void theRightSignatureIsAdmittedUnderItsId() {
        Outcome.Admitted admitted = assertInstanceOf(Outcome.Admitted.class, sent("msg_1"));
        assertEquals("v1", admitted.alternative());
        assertEquals("msg_1", admitted.items().get(0).deliveryId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.1", "a b", "a\r\nb", "a\tb", "\u00e9"})
    void anIdThatIsNoPlainIdIsRefused(String id) {
        assertInstanceOf(Outcome.Refused.class, sent(id));
    }

    @Test
    void anIdOfHalfAPageIsRefused() {
        assertInstanceOf(Outcome.Admitted.class, sent("a".repeat(128)));
        assertInstanceOf(Outcome.Refused.class, sent("a".repeat(129)));
    }

    @Test
    void anEd25519SignatureIsAdmitted() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        byte[] bare = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        Door door = door("standard-webhooks", "whpk_" + Base64.getEncoder().encodeToString(bare));
        byte[] signature = signed(pair, "msg_1." + TS + "." + BODY);
        Outcome.Admitted admitted = assertInstanceOf(Outcome.Admitted.class, sent(door, "msg_1", list(signature)));
        assertEquals("v1a", admitted.alternative());

        assertInstanceOf(Outcome.Refused.class, sent(door, "msg_2", list(signature)));
        assertInstanceOf(Outcome.Refused.class, sent(door, "msg_1", list(new byte[64])));
        assertInstanceOf(Outcome.Refused.class, sent(door, "msg_1", list(Arrays.copyOf(signature, 63))));
        assertInstanceOf(Outcome.Refused.class, sent(door, "msg_1", list(withTheOrderAdded(signature))));
        byte[] asHmac = hmac(bare, ("msg_1." + TS + "." + BODY).getBytes(StandardCharsets.UTF_8));
        String confused = "v1," + Base64.getEncoder().encodeToString(asHmac);
        assertInstanceOf(Outcome.Refused.class, sent(door, "msg_1", confused));
    }

    @Test
    void aPublicKeyWithoutItsPrefixIsNoHmacKey() {
        Misconfigured refused = assertThrows(
                Misconfigured.class,
                () -> door("standard-webhooks", Base64.getEncoder().encodeToString(KEY)));
        assertTrue(refused.getMessage().contains("secrets[0]: does not say what it is"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
            })
    void keysUnderWhichAnybodyCanSignAreRefused(String hex) {
        String key = "whpk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        assertThrows(Misconfigured.class, () -> door("standard-webhooks", key));
    }

    private static String list(byte[] signature) {
        return "v1a," + Base64.getEncoder().encodeToString(signature);
    }

    private static byte[] signed(KeyPair pair, String text) throws Exception {
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return signer.sign();
    }

    /** The second spelling of the same signature: S plus the order of the group. */
    private static byte[] withTheOrderAdded(byte[] signature) {
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        byte[] other = signature.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (other[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            other[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        return other;
    }
}
