package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.hmac;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a forger, a proxy or a broken sender may put where the signature stands, and that none of it gets in. */
class SignatureCorpusTest {
    private static final String SECRET = "whsec_0123456789abcdefghij";
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1699999990}";
    private static final String TS = "1700000000";
    private static final String GOOD = hmacHex(SECRET, TS + "." + BODY);

    private static final Door STRIPE = door("stripe", SECRET);
    private static final Door GITHUB = door("github", SECRET);
    private static final Door SHOPIFY = door("shopify", SECRET);

    private static Cause refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).cause();
    }

    private static Outcome stripe(String header) {
        return STRIPE.admit(post(BODY, "Stripe-Signature", header), NOW);
    }

    @Test
    void theRightSignatureIsAdmitted() {
        assertInstanceOf(Outcome.Admitted.class, stripe("t=" + TS + ",v1=" + GOOD));
    }

    @Test
    void nothingThereIsRefused() {
        assertEquals(Cause.SIGNATURE_MISSING, refusal(STRIPE.admit(post(BODY), NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "v1,", "v1=", "sha256=", "t=,v1=", ",", "=", "v0=", "t=1700000000", "t=1700000000,v1="})
    void emptyShellsAreRefused(String header) {
        refusal(stripe(header));
        refusal(GITHUB.admit(post(BODY, "X-Hub-Signature-256", header), NOW));
        refusal(SHOPIFY.admit(post(BODY, "X-Shopify-Hmac-Sha256", header), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "undefined", "changeme", "whsec_…"})
    void macsOfWellKnownKeysAreRefused(String key) {
        assertEquals(Cause.SIGNATURE_MISMATCH, refusal(stripe("t=" + TS + ",v1=" + hmacHex(key, TS + "." + BODY))));
    }

    @Test
    void otherLengthsOfTheRightMacAreMalformed() {
        for (String mac : new String[] {
            GOOD.substring(0, 2),
            GOOD.substring(0, 32),
            GOOD.substring(0, 62),
            GOOD.substring(0, 63),
            GOOD + "0",
            GOOD + "00",
            GOOD + GOOD
        }) {
            assertEquals(Cause.SIGNATURE_MALFORMED, refusal(stripe("t=" + TS + ",v1=" + mac)));
        }
    }

    @Test
    void otherSpellingsOfHexAreMalformed() {
        String wide = GOOD.replace('0', '\uff10').replace('1', '\uff11');
        for (String mac : new String[] {
            GOOD.toUpperCase(Locale.ROOT), wide, " " + GOOD, GOOD + " ", "0x" + GOOD, "g" + GOOD.substring(1)
        }) {
            assertEquals(Cause.SIGNATURE_MALFORMED, refusal(stripe("t=" + TS + ",v1=" + mac)), mac);
        }
    }

    @Test
    void otherSpellingsOfBase64AreMalformed() {
        byte[] mac = hmac(SECRET.getBytes(StandardCharsets.UTF_8), BODY.getBytes(StandardCharsets.UTF_8));
        String good = Base64.getEncoder().encodeToString(mac);
        char last = good.charAt(42);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        String trailing = good.substring(0, 42) + alphabet.charAt(alphabet.indexOf(last) + 1) + "=";
        assertInstanceOf(
                Outcome.Admitted.class,
                SHOPIFY.admit(post(BODY, "X-Shopify-Hmac-Sha256", good, "X-Shopify-Topic", "t"), NOW));
        for (String text : new String[] {
            good.replace("=", ""),
            good + "=",
            trailing,
            good.substring(0, 20) + "\r\n" + good.substring(20),
            good.substring(0, 20) + "*" + good.substring(20),
            "\u00a0" + good
        }) {
            assertEquals(
                    Cause.SIGNATURE_MALFORMED,
                    refusal(SHOPIFY.admit(post(BODY, "X-Shopify-Hmac-Sha256", text), NOW)),
                    text);
        }
        String url = Base64.getUrlEncoder().encodeToString(mac);
        if (!url.equals(good)) {
            refusal(SHOPIFY.admit(post(BODY, "X-Shopify-Hmac-Sha256", url), NOW));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0", "v2", "V1", " v1", "v1 ", "v10", "sha1"})
    void theRightMacUnderAnotherLabelIsMissing(String label) {
        assertEquals(Cause.SIGNATURE_MISSING, refusal(stripe("t=" + TS + "," + label + "=" + GOOD)));
    }

    @Test
    void eightSignaturesAreTriedAndNineAreTooMany() {
        String wrong = ",v1=" + "0".repeat(64);
        assertInstanceOf(Outcome.Admitted.class, stripe("t=" + TS + wrong.repeat(7) + ",v1=" + GOOD));
        assertEquals(Cause.SIGNATURE_MALFORMED, refusal(stripe("t=" + TS + wrong.repeat(8) + ",v1=" + GOOD)));
        assertTimeout(Duration.ofMillis(500), () -> refusal(stripe("t=" + TS + wrong.repeat(10_000) + ",v1=" + GOOD)));
    }

    @Test
    void aSignatureHeaderSentTwiceIsRefusedEvenWhenBothAreRight() {
        String good = "t=" + TS + ",v1=" + GOOD;
        String bad = "t=" + TS + ",v1=" + "0".repeat(64);
        for (String[] pair : new String[][] {{bad, good}, {good, bad}, {good, good}}) {
            Request request = post(BODY, "Stripe-Signature", pair[0], "stripe-signature", pair[1]);
            assertEquals(Cause.SIGNATURE_MALFORMED, refusal(STRIPE.admit(request, NOW)));
        }
    }

    @Test
    void aSignatureJoinedByAProxyIsRefused() {
        String one = Base64.getEncoder().encodeToString(new byte[32]);
        refusal(SHOPIFY.admit(post(BODY, "X-Shopify-Hmac-Sha256", one + ", " + one), NOW));
    }

    @Test
    void twoTimesInOneHeaderAreNoTime() {
        assertEquals(Cause.TIMESTAMP_MALFORMED, refusal(stripe("t=" + TS + ",t=" + TS + ",v1=" + GOOD)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"evt_1\",\"type\":\"invoice.paid\",\"created\":1699999990}",
                "{\"type\":\"invoice.paid\",\"id\":\"evt_1\",\"created\":1699999990}",
                "{\"id\":\"\\u0065vt_1\",\"type\":\"invoice.paid\",\"created\":1699999990}",
                "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1699999990}\n",
                "\ufeff{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1699999990}",
                ""
            })
    void theSameThingInOtherBytesIsAMismatch(String body) {
        Request request = post(body, "Stripe-Signature", "t=" + TS + ",v1=" + GOOD);
        assertEquals(Cause.SIGNATURE_MISMATCH, refusal(STRIPE.admit(request, NOW)));
    }

    @Test
    void everySecretOfARotationIsTriedAndTheOneThatMatchedIsTold() {
        Door door = door("stripe", "an old secret of sixteen", SECRET);
        Request request = post(BODY, "Stripe-Signature", "t=" + TS + ",v1=" + GOOD);
        assertEquals(
                1,
                assertInstanceOf(Outcome.Admitted.class, door.admit(request, NOW))
                        .secret());
    }

    @Test
    void whatThePageRequiresBesideTheSignatureIsRequired() {
        Door door = Requests.doorOf("""
                title: Requires
                signature: { scheme: hmac, algorithm: sha256, value: header:X-Sig, encoding: hex, key: utf8, signed: "{body}", require: { "header:X-Org": "7" } }
                event: { id: body:/id, type: body:/type }
                """, SECRET);
        String mac = hmacHex(SECRET, BODY);
        assertInstanceOf(Outcome.Admitted.class, door.admit(post(BODY, "X-Sig", mac, "X-Org", "7"), NOW));
        assertEquals(Cause.REQUIREMENT_NOT_MET, refusal(door.admit(post(BODY, "X-Sig", mac, "X-Org", "8"), NOW)));
        assertEquals(Cause.REQUIREMENT_NOT_MET, refusal(door.admit(post(BODY, "X-Sig", mac), NOW)));
    }

    @Test
    void everySecretOfAPlainHashIsTriedAndTheOneThatMatchedIsTold() {
        Door door = Requests.doorOf("""
                title: Hashes
                signature: { scheme: digest, algorithm: sha256, value: header:X-Sig, encoding: hex, signed: "{secret}{body}", weakness: plain hash }
                event: { id: body:/id, type: body:/type }
                """, SECRET, "another secret of ours", "a third secret of ours");
        String[] secrets = {SECRET, "another secret of ours", "a third secret of ours"};
        for (int i = 0; i < secrets.length; i++) {
            byte[] text = (secrets[i] + BODY).getBytes(StandardCharsets.UTF_8);
            String hash = java.util.HexFormat.of().formatHex(Algorithm.SHA256.digest(java.util.List.of(text)));
            Outcome outcome = door.admit(post(BODY, "X-Sig", hash), NOW);
            assertEquals(i, assertInstanceOf(Outcome.Admitted.class, outcome).secret());
        }
        assertEquals(Cause.SIGNATURE_MISMATCH, refusal(door.admit(post(BODY, "X-Sig", "0".repeat(64)), NOW)));
    }

    @Test
    void anExceptionOfAHeaderImplementationIsARefusal() {
        Headers broken = new Headers() {
            @Override
            public java.util.List<String> all(String name) {
                throw new IllegalStateException("broken");
            }

            @Override
            public Iterable<java.util.Map.Entry<String, String>> entries() {
                throw new IllegalStateException("broken");
            }
        };
        Request request = new Request("POST", null, broken, new byte[0], NOW);
        assertEquals(Cause.VERIFIER_FAILED, refusal(STRIPE.admit(request, NOW)));
    }

    @Test
    void otherMethodsNeedAHandshake() {
        for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS", "FOO"}) {
            Request request = new Request(
                    method,
                    null,
                    Requests.headers("Stripe-Signature", "t=" + TS + ",v1=" + GOOD),
                    BODY.getBytes(StandardCharsets.UTF_8),
                    NOW);
            assertEquals(Cause.HANDSHAKE_REFUSED, refusal(STRIPE.admit(request, NOW)));
        }
    }
}
