package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Over any input: nothing is thrown, one changed byte keeps out, and a signature has one spelling. */
class SignatureProperties {
    private static final String SECRET = "whsec_0123456789abcdefghij";
    private static final Door STRIPE = door("stripe", SECRET);
    private static final Door STANDARD = door("standard-webhooks", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(60);
        Arbitrary<String> pieces = Arbitraries.of(
                        "t=",
                        "v1=",
                        "v1,",
                        "v1a,",
                        "1700000000",
                        ",",
                        ";",
                        " ",
                        "=",
                        "a".repeat(64),
                        "0".repeat(63),
                        "AAAA",
                        "\u0661",
                        "-1")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(noise, pieces);
    }

    @Property(tries = 3000)
    void noHeaderIsAdmittedOrThrows(
            @ForAll("headers") String one, @ForAll("headers") String other, @ForAll byte[] body) {
        Outcome stripe = STRIPE.admit(post(body, "Stripe-Signature", one), NOW);
        assertNotEquals(
                Cause.VERIFIER_FAILED,
                assertInstanceOf(Outcome.Refused.class, stripe).cause());
        Outcome standard = STANDARD.admit(
                post(
                        body,
                        "webhook-id",
                        other,
                        "webhook-timestamp",
                        one.length() > 10 ? "1700000000" : one,
                        "webhook-signature",
                        other),
                NOW);
        assertNotEquals(
                Cause.VERIFIER_FAILED,
                assertInstanceOf(Outcome.Refused.class, standard).cause());
    }

    @Property(tries = 1000)
    void aRightSignatureIsAdmittedWhateverItCovers(@ForAll @Size(max = 300) byte[] body) {
        assertInstanceOf(Outcome.Admitted.class, STRIPE.admit(post(body, "Stripe-Signature", signature(body)), NOW));
    }

    @Property(tries = 3000)
    void oneChangedByteOfTheBodyKeepsOut(
            @ForAll @Size(min = 1, max = 300) byte[] body,
            @ForAll int at,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        String header = signature(body);
        byte[] changed = body.clone();
        changed[Math.floorMod(at, body.length)] ^= (byte) change;
        assertInstanceOf(Outcome.Refused.class, STRIPE.admit(post(changed, "Stripe-Signature", header), NOW));
    }

    @Property(tries = 3000)
    void oneChangedCharacterOfTheHeaderKeepsOut(@ForAll int at, @ForAll char other) {
        byte[] body = {'x'};
        StringBuilder header = new StringBuilder(signature(body));
        int position = Math.floorMod(at, header.length());
        if (header.charAt(position) == other) {
            return;
        }
        header.setCharAt(position, other);
        assertInstanceOf(Outcome.Refused.class, STRIPE.admit(post(body, "Stripe-Signature", header.toString()), NOW));
    }

    @Property
    void hexHasOneSpelling(@ForAll @Size(max = 40) byte[] bytes) {
        String text = HexFormat.of().formatHex(bytes);
        assertArrayEquals(bytes, Encoding.HEX.decode(text));
        assertOneSpelling(Encoding.HEX, HexFormat.of().withUpperCase().formatHex(bytes), text);
    }

    @Property
    void whatDecodesIsWhatTheBytesEncodeTo(@ForAll("base64ish") String text) {
        byte[] bytes = Encoding.BASE64.decode(text);
        if (bytes != null) {
            assertEquals(Base64.getEncoder().encodeToString(bytes), text);
        }
        byte[] url = Encoding.BASE64URL.decode(text);
        if (url != null) {
            assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(url), text.replace("=", ""));
        }
    }

    @Provide
    Arbitrary<String> base64ish() {
        return Arbitraries.strings()
                .withChars("ABCDxyz0189+/-_=")
                .ofMaxLength(12)
                .map(text -> text);
    }

    private static void assertOneSpelling(Encoding encoding, String other, String text) {
        if (!other.equals(text)) {
            assertEquals(null, encoding.decode(other));
        }
    }

    private static String signature(byte[] body) {
        byte[] prefix = "1700000000.".getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, signed, 0, prefix.length);
        System.arraycopy(body, 0, signed, prefix.length, body.length);
        return "t=1700000000,v1=" + hmacHex(SECRET, signed);
    }
}
