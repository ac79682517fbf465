package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that a vendor serves: asked for only where the page says, only for what could hold, and never waited for. */
class FetchedKeysTest {
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Vector SNS = vector("sns-v2-notification-valid");
    private static final Vector PAYPAL = vector("paypal-own-cert-valid");
    private static final Vector PLAID = vector("plaid-jwt-valid");

    private static Vector vector(String id) {
        return VectorFile.vectors().stream()
                .map(Vector::new)
                .filter(vector -> vector.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static KeyRequest wanted(Door door, Vector vector) {
        return assertInstanceOf(Outcome.Wanting.class, door.admit(vector.request(), vector.now()))
                .request();
    }

    @Test
    void aCertificateIsAskedForOnceAndKept() {
        Door door = SNS.door();
        KeyRequest request = wanted(door, SNS);
        assertEquals("sns.us-west-2.amazonaws.com", request.url().getHost());
        assertTrue(request.body().isEmpty());
        assertEquals(request, wanted(door, SNS));
        assertTrue(door.keep(request, SNS.served(), LATER));
        assertInstanceOf(Outcome.Admitted.class, door.admit(SNS.request(), SNS.now()));
    }

    @Test
    void aKeyIsAskedForAgainAfterADay() {
        KeyCache cache = new KeyCache();
        KeyRequest request = wanted(PAYPAL.door(), PAYPAL);
        assertTrue(cache.keep(request, PAYPAL.served(), LATER));
        assertTrue(cache.find(request, LATER.plus(Duration.ofHours(23))) != null);
        assertTrue(cache.find(request, LATER.plus(Duration.ofHours(25))) == null);
    }

    @Test
    void aVendorWithoutTheKeyIsLeftAloneForAMinute() {
        Door door = PAYPAL.door();
        KeyRequest request = wanted(door, PAYPAL);
        door.nothing(request, PAYPAL.now());
        assertEquals(new Outcome.Refused(Cause.KEY_UNKNOWN), door.admit(PAYPAL.request(), PAYPAL.now()));
        assertInstanceOf(
                Outcome.Wanting.class, door.admit(PAYPAL.request(), PAYPAL.now().plusSeconds(61)));
    }

    @Test
    void whatIsNoCertificateForTheVendorIsNotKept() {
        Door door = PAYPAL.door();
        KeyRequest request = wanted(door, PAYPAL);
        for (byte[] answer : new byte[][] {
            new byte[0], "nothing".getBytes(StandardCharsets.UTF_8), SNS.served(), new byte[] {0x30, (byte) 0x82, 1}
        }) {
            assertFalse(door.keep(request, answer, LATER));
        }
        assertFalse(door.keep(request, PAYPAL.served(), Instant.parse("2026-11-20T00:00:00Z")), "not valid yet");
        assertFalse(door.keep(request, PAYPAL.served(), Instant.parse("2037-01-01T00:00:00Z")), "not valid any more");
    }

    @Test
    void aCertificateThatNobodyKnownIssuedIsNotKept() {
        Source source = new Source(
                "src", "paypal", List.of(), Map.of("webhook-id", PAYPAL.secret()), List.of(), null, 1 << 20, null);
        Door door = Door.open(Requests.PAGES.named("paypal", "vendor"), source, List.of());
        assertFalse(door.keep(wanted(door, PAYPAL), PAYPAL.served(), LATER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.us-west-2.amazonaws.com/a.pem",
                "https://sns.us-west-2.amazonaws.com.evil.example/a.pem",
                "https://sns.s3-us-west-2.amazonaws.com/a.pem",
                "https://sns.us-west-2.amazonaws.com@evil.example/a.pem",
                "https://evil@sns.us-west-2.amazonaws.com/a.pem",
                "https://sns.us-west-2.amazonaws.com:444/a.pem",
                "https://sns.us-west-2.amazonaws.com/a.pem?x=1",
                "https://sns.us-west-2.amazonaws.com/a.pem#x",
                "https://sns.us-west-2.amazonaws.com/../a.pem",
                "https://sns.us-west-2.amazonaws.com/b/a.pem",
                "https://sns.us-west-2.amazonaws.com/a.txt",
                "https://sns.a.b.amazonaws.com/a.pem",
                "https://sns.us.amazonaws.com/a.pem",
                "https://snsXus-west-2.amazonaws.com/a.pem",
                "https://sns.us-west-2.amazonaws.com.us/a.pem",
                "https://169.254.169.254/a.pem",
                "https://evil.example/sns.us-west-2.amazonaws.com/a.pem",
                "//sns.us-west-2.amazonaws.com/a.pem",
                "https:sns.us-west-2.amazonaws.com/a.pem",
                "https://sns.us-west-2.amazonaws.com\\@evil.example/a.pem",
                ""
            })
    void aCertificateFromElsewhereIsNeverAskedFor(String url) {
        String body = SNS.body().replaceFirst("(\"SigningCertURL\":\")[^\"]*", "$1" + url.replace("\\", "\\\\\\\\"));
        Request sent = SNS.request();
        Request request =
                new Request("POST", null, sent.headers(), body.getBytes(StandardCharsets.UTF_8), sent.received());
        assertEquals(new Outcome.Refused(Cause.KEY_UNKNOWN), SNS.door().admit(request, SNS.now()));
    }

    @Test
    void aMessageOfAnotherTopicOrTimeMakesNobodyAskForKeys() {
        assertEquals(
                new Outcome.Refused(Cause.TIMESTAMP_OUTSIDE_TOLERANCE),
                SNS.door().admit(SNS.request(), SNS.now().plus(Duration.ofHours(3))));
        String body = SNS.body().replace("MyTopic\",\"Subject", "Other\",\"Subject");
        Request request =
                new Request("POST", null, SNS.request().headers(), body.getBytes(StandardCharsets.UTF_8), SNS.now());
        assertEquals(new Outcome.Refused(Cause.REQUIREMENT_NOT_MET), SNS.door().admit(request, SNS.now()));
    }

    private static Outcome told(Vector message, String field, String value) {
        String body = message.body().replaceFirst("(\"" + field + "\" *: *)\"[^\"]*\"", "$1" + value);
        assertNotEquals(message.body(), body);
        Request request = new Request("POST", null, message.request().headers(), Scope.utf8(body), message.now());
        return message.door().admit(request, message.now());
    }

    @Test
    void whatIsNoJsonHasNoSignature() {
        Request request = new Request("POST", null, SNS.request().headers(), Scope.utf8("<x/>"), SNS.now());
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MISSING), SNS.door().admit(request, SNS.now()));
    }

    @Test
    void aLineThatCouldPassForTwoOrIsMissingIsMalformed() {
        Outcome malformed = new Outcome.Refused(Cause.SIGNATURE_MALFORMED);
        assertInstanceOf(Outcome.Wanting.class, told(SNS, "Message", "\"a\\\\nb\""));
        assertInstanceOf(Outcome.Wanting.class, told(SNS, "Subject", "null"));
        assertEquals(malformed, told(SNS, "Subject", "\"a\\\\nb\""));
        assertEquals(malformed, told(SNS, "MessageId", "\"\\\\n\""));
        assertEquals(malformed, told(SNS, "MessageId", "null"));
        assertEquals(malformed, told(SNS, "Type", "\"Other\""));
        assertEquals(malformed, told(SNS, "SignatureVersion", "\"3\""));
        assertEquals(malformed, told(SNS, "Signature", "\"*\""));
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MISSING), told(SNS, "Signature", "null"));
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_MALFORMED), told(SNS, "Timestamp", "\"soon\""));
        String region = "\"https://sns.us-gov-west-1.amazonaws.com/a.pem\"";
        assertInstanceOf(Outcome.Wanting.class, told(SNS, "SigningCertURL", region));
        Vector subscription = vector("sns-v1-subscription-valid");
        assertInstanceOf(Outcome.Wanting.class, told(subscription, "Type", "\"UnsubscribeConfirmation\""));
        assertEquals(malformed, told(subscription, "Token", "null"));
    }

    @Test
    void aTokensKeyIsAskedForWithTheSourcesCredentials() throws Exception {
        KeyRequest request = wanted(PLAID.door(), PLAID);
        assertEquals(
                "https://production.plaid.com/webhook_verification_key/get",
                request.url().toString());
        JsonNode body = new ObjectMapper().readTree(request.body().orElseThrow());
        assertEquals("a client of the fixture", body.path("client_id").asText());
        assertTrue(body.path("key_id").asText().matches("[0-9a-f-]{36}"), body::toString);
        assertEquals("POST https://production.plaid.com/webhook_verification_key/get", request.toString());
    }

    @Test
    void aWithdrawnKeyIsNotKept() {
        Door door = PLAID.door();
        String jwk = PLAID.secret().replaceFirst("\"expired_at\":null,?", "");
        String withdrawn = "{\"key\":" + jwk.replaceFirst("\\{", "{\"expired_at\":1690000000,") + "}";
        assertFalse(door.keep(wanted(door, PLAID), withdrawn.getBytes(StandardCharsets.UTF_8), PLAID.now()));
    }

    @Test
    void aSourceWithoutTheCredentialsDoesNotStart() {
        Source source = new Source("bank", "plaid", List.of(), Map.of(), List.of(), null, 1 << 20, null);
        Vendor plaid = Requests.PAGES.named("plaid", "vendor");
        Misconfigured refused = assertThrows(Misconfigured.class, () -> Door.open(plaid, source, List.of()));
        assertEquals(
                List.of("holdfast.sources.bank.credentials.client-id", "holdfast.sources.bank.credentials.secret"),
                refused.mistakes().stream().map(Mistake::key).toList());
        assertThrows(
                Misconfigured.class,
                () -> Door.open(plaid, source, List.of(Secret.of("a secret that nothing would use"))));
    }

    @Test
    void strangersCannotFillTheCache() {
        KeyCache cache = new KeyCache();
        for (int i = 0; i < 2_000; i++) {
            KeyRequest request =
                    new KeyRequest("n" + i, URI.create("https://a.example"), new byte[0], (answer, now) -> {
                        throw new Fault("none", "none");
                    });
            assertFalse(cache.keep(request, new byte[0], LATER));
        }
        KeyRequest last = new KeyRequest("n1999", URI.create("https://a.example"), new byte[0], (answer, now) -> null);
        assertTrue(cache.isPaused(last, LATER));
    }

    /** PayPal's good request with another text in a header, or without it. */
    private static Outcome paypal(String header, String text) {
        List<String> headers = new ArrayList<>();
        for (Map.Entry<String, String> sent : PAYPAL.request().headers().entries()) {
            boolean other = sent.getKey().equalsIgnoreCase(header);
            if (!other || !text.isEmpty()) {
                headers.addAll(List.of(sent.getKey(), other ? text : sent.getValue()));
            }
        }
        Headers all = Requests.headers(headers.toArray(String[]::new));
        Request request = new Request("POST", null, all, PAYPAL.request().body(), PAYPAL.now());
        return PAYPAL.door().admit(request, PAYPAL.now());
    }

    @Test
    void aCertificateIsAskedForOnlyForWhatCouldBeASignature() {
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MISSING), paypal("PAYPAL-TRANSMISSION-SIG", ""));
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MALFORMED), paypal("PAYPAL-TRANSMISSION-SIG", "*"));
        assertEquals(new Outcome.Refused(Cause.KEY_UNKNOWN), paypal("PAYPAL-CERT-URL", ""));
        for (String url : List.of("https://evil.example/a", "https://api.paypal.com/a?b=c")) {
            assertEquals(new Outcome.Refused(Cause.KEY_UNKNOWN), paypal("PAYPAL-CERT-URL", url));
        }
    }

    @Test
    void aSubscriptionWaitsForAnOperator() {
        Vector subscription = vector("sns-v1-subscription-valid");
        Outcome outcome =
                Vector.admitted(subscription.door(), subscription.request(), subscription.now(), subscription.served());
        Outcome.Admitted admitted = assertInstanceOf(Outcome.Admitted.class, outcome);
        assertEquals(1, admitted.items().size());
        assertEquals(
                "a subscription: an operator may confirm it by opening the URL in the body",
                admitted.items().get(0).quarantine());
    }
}
