package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.Explanation.Result;
import dev.holdfast.vendor.Explanation.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the door says of a request is what it does with it, and never what would open it. */
class ExplanationTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"a.b\"}";

    @TestFactory
    Stream<DynamicTest> everyVectorIsExplainedAsItIsJudgedAndNothingSecretIsSaid() {
        return VectorFile.vectors().stream()
                .map(Vector::new)
                .map(vector -> dynamicTest(vector.id(), () -> isExplained(vector)));
    }

    private static void isExplained(Vector vector) {
        Door door = vector.door();
        // With the vendor's key kept, where it serves one.
        Outcome judged = Vector.admitted(door, vector.request(), vector.now(), vector.served());
        Explanation explained = door.explain(vector.request(), vector.now());
        assertEquals(words(judged), words(explained.outcome()));
        assertFalse(explained.steps().isEmpty());
        boolean failed = explained.steps().stream().anyMatch(step -> step.result() == Result.FAILED);
        assertEquals(
                words(judged).contains("Refused") || words(judged).contains("quarantine"), failed, said(explained));
        String said = said(explained);
        // What the vectors call Salesforce's secret is the organisation's id.
        boolean secret = vector.hasSecret()
                && !vector.vendor().equals("salesforce")
                && vector.secret().length() > 5;
        assertFalse(secret && said.contains(vector.secret()), said);
        for (Map.Entry<String, String> header : vector.request().headers().entries()) {
            boolean signature =
                    header.getKey().toLowerCase(java.util.Locale.ROOT).contains("signature")
                            && header.getValue().length() > 20;
            assertFalse(signature && said.contains(header.getValue()), said);
        }
    }

    private static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Admitted admitted) {
            return "Admitted by " + admitted.alternative() + " " + admitted.secret()
                    + admitted.items().stream()
                            .map(item -> item.type()
                                    + item.deliveryId()
                                    + item.keys()
                                    + (item.quarantine() == null ? "" : " quarantine"))
                            .toList();
        }
        return outcome instanceof Outcome.Refused refused
                ? "Refused " + refused.cause()
                : outcome.getClass().getSimpleName();
    }

    private static String said(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.result() + " " + step.name() + ": " + step.says())
                .collect(Collectors.joining("\n"));
    }

    private static void says(Explanation explanation, Result result, String... words) {
        String said = explanation.steps().stream()
                .filter(step -> step.result() == result)
                .map(step -> step.name() + ": " + step.says())
                .collect(Collectors.joining("\n"));
        for (String word : words) {
            assertTrue(said.contains(word), () -> word + " in\n" + said(explanation));
        }
    }

    private static Explanation stripe(String header) {
        return door("stripe", SECRET, "another secret of enough bytes")
                .explain(post(BODY, "Stripe-Signature", header), NOW);
    }

    @Test
    void eachCauseIsToldWithItsPlace() {
        String mac = hmacHex(SECRET, "1700000000." + BODY);
        says(stripe(""), Result.FAILED, "signature hmac", "signature-missing", "header:Stripe-Signature#v1");
        says(stripe("t=1700000000,v1=zz"), Result.FAILED, "signature-malformed", "hex of 32 bytes");
        says(stripe("t=1700000000,v1=" + "0".repeat(64)), Result.FAILED, "signature-mismatch", "{timestamp}.{body}");
        says(
                stripe("t=soon,v1=" + mac),
                Result.FAILED,
                "timestamp-malformed",
                "unix-seconds",
                "header:Stripe-Signature#t");
        Explanation late = door("stripe", SECRET)
                .explain(post(BODY, "Stripe-Signature", "t=1700000000,v1=" + mac), NOW.plusSeconds(301));
        says(late, Result.FAILED, "time", "301 s before", "300 s");
        Explanation early = door("stripe", SECRET)
                .explain(post(BODY, "Stripe-Signature", "t=1700000000,v1=" + mac), NOW.minusSeconds(301));
        says(early, Result.FAILED, "time", "301 s after");
        assertEquals(
                List.of("signature hmac", "time", "item"),
                stripe("t=1700000000,v1=" + mac).steps().stream()
                        .map(Step::name)
                        .toList());
        Explanation old = stripe("t=1700000000,v1=" + hmacHex("another secret of enough bytes", "1700000000." + BODY));
        assertTrue(said(old).contains("holds, with secrets[1]"), said(old));
    }

    @Test
    void anAbsentPartOfWhatIsSignedIsToldApartFromAnAbsentSignature() {
        Explanation explanation = door("standard-webhooks", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")
                .explain(
                        post(
                                BODY,
                                "webhook-timestamp",
                                "1700000000",
                                "webhook-signature",
                                "v1," + java.util.Base64.getEncoder().encodeToString(new byte[32])),
                        NOW);
        says(explanation, Result.FAILED, "a part of what is signed is absent", "{header:webhook-id}");
    }

    @Test
    void anAlternativeThatFailsBesideOneThatHoldsIsNoFailure() {
        Door door = doorOf("""
                title: Own
                signature:
                  - { name: one, scheme: hmac, algorithm: sha256, value: header:X-One, encoding: hex, signed: "{body}", key: utf8 }
                  - { name: two, scheme: hmac, algorithm: sha256, value: header:X-Two, encoding: hex, signed: "{body}", key: utf8 }
                event: { id: body:/id, type: body:/type }
                """, SECRET);
        Explanation explanation = door.explain(post(BODY, "X-Two", hmacHex(SECRET, BODY)), NOW);
        assertEquals(
                List.of(Result.NOTED, Result.PASSED, Result.PASSED),
                explanation.steps().stream().map(Step::result).toList(),
                said(explanation));
    }

    @Test
    void ofALongBatchTheFirstItemsAreToldAndEveryOneThatIsNotUnderstood() {
        Door door = doorOf("""
                title: Own
                signature: { scheme: hmac, algorithm: sha256, value: header:X-One, encoding: hex, signed: "{body}", key: utf8 }
                split: body:/*
                event: { id: item:/id, type: item:/is }
                """, SECRET);
        String body = "[" + "{\"id\":1,\"is\":\"t\"},".repeat(49) + "{\"id\":1}]";
        Explanation explanation = door.explain(post(body, "X-One", hmacHex(SECRET, body)), NOW);
        assertEquals(13, explanation.steps().size(), said(explanation));
        says(explanation, Result.FAILED, "item 50 of 50", "no type");
        says(explanation, Result.NOTED, "50 in all");
    }

    @Test
    void aHandshakeThatIsRefusedIsTold() {
        Door door = Door.open(
                Requests.PAGES.named("meta", "vendor"),
                Requests.source("src", "meta"),
                Requests.secrets(SECRET),
                Map.of("verify-token", Secret.of(SECRET)),
                new KeyCache());
        Explanation meta = door.explain(
                new Request(
                        "GET",
                        "hub.mode=subscribe&hub.verify_token=x&hub.challenge=1",
                        Requests.headers(),
                        new byte[0],
                        NOW),
                NOW);
        says(meta, Result.FAILED, "handshake", "token");
        Explanation none = door.explain(new Request("GET", null, Requests.headers(), new byte[0], NOW), NOW);
        says(none, Result.FAILED, "only a handshake");
    }
}
