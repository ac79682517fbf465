package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.stripe.exception.SignatureVerificationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vendors' own libraries sign, and judge what we judge: both agree. */
class SdkOracleTest {
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1700000000}";

    @Test
    void stripesLibraryAgrees() throws Exception {
        String secret = "whsec_0123456789abcdefghij";
        Door door = door("stripe", secret, "the other secret of a rotation");
        // The library knows one clock, the machine's; both look at the same moment.
        long now = com.stripe.net.Webhook.Util.getTimeNow();
        String good = com.stripe.net.Webhook.Signature.generateSignatureHeader(BODY, secret, now);
        String mac = good.substring(good.indexOf("v1=") + 3);
        for (String header : new String[] {
            good,
            com.stripe.net.Webhook.Signature.generateSignatureHeader(BODY, secret, now - 200),
            com.stripe.net.Webhook.Signature.generateSignatureHeader(BODY, secret, now - 9_000),
            com.stripe.net.Webhook.Signature.generateSignatureHeader(BODY + " ", secret, now),
            com.stripe.net.Webhook.Signature.generateSignatureHeader(BODY, secret + "x", now),
            "t=" + now + ",v0=" + mac,
            "t=" + now + ",v1=" + "0".repeat(64) + ",v1=" + mac,
            "t=" + (now + 1) + ",v1=" + mac,
            "v1=" + mac,
            "t=" + now,
            ""
        }) {
            boolean theirs;
            try {
                theirs = com.stripe.net.Webhook.Signature.verifyHeader(BODY, header, secret, 300);
            } catch (SignatureVerificationException e) {
                theirs = false;
            }
            Outcome ours = door.admit(post(BODY, "Stripe-Signature", header), Instant.ofEpochSecond(now));
            assertEquals(theirs, ours instanceof Outcome.Admitted, header);
        }
    }

    @Test
    void standardWebhooksLibraryAgrees() throws Exception {
        String secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
        Webhook theirs = new Webhook(secret);
        Door door = door("standard-webhooks", secret);
        long now = com.stripe.net.Webhook.Util.getTimeNow();
        String good = theirs.sign("msg_1", now, BODY);
        for (String[] sent : new String[][] {
            {"msg_1", Long.toString(now), good},
            {"msg_2", Long.toString(now), good},
            {"msg_1", Long.toString(now - 1), good},
            {"msg_1", Long.toString(now), "v1,AAAA " + good},
            {"msg_1", Long.toString(now), good.replace("v1,", "v2,")},
            {"msg_1", Long.toString(now - 9_000), theirs.sign("msg_1", now - 9_000, BODY)},
            {"msg_1", Long.toString(now + 9_000), theirs.sign("msg_1", now + 9_000, BODY)},
            {"msg_1", Long.toString(now), theirs.sign("msg_1", now, BODY + " ")},
            {"msg_1", "soon", good}
        }) {
            boolean agreed = isTaken(theirs, sent);
            Outcome ours = door.admit(
                    post(BODY, "webhook-id", sent[0], "webhook-timestamp", sent[1], "webhook-signature", sent[2]),
                    Instant.ofEpochSecond(now));
            assertEquals(agreed, ours instanceof Outcome.Admitted, String.join(" ", sent));
        }
        assertInstanceOf(
                Outcome.Admitted.class,
                door.admit(
                        post(
                                BODY,
                                "webhook-id",
                                "msg_1",
                                "webhook-timestamp",
                                Long.toString(now),
                                "webhook-signature",
                                good),
                        Instant.ofEpochSecond(now)));
    }

    @Test
    void svixLibraryAgrees() throws Exception {
        String secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
        com.svix.Webhook theirs = new com.svix.Webhook(secret);
        Door door = door("svix", secret);
        long now = com.stripe.net.Webhook.Util.getTimeNow();
        String good = theirs.sign("msg_1", now, BODY);
        for (String[] sent : new String[][] {
            {"msg_1", Long.toString(now), good},
            {"msg_2", Long.toString(now), good},
            {"msg_1", Long.toString(now), "v1,AAAA " + good},
            {"msg_1", Long.toString(now), good.replace("v1,", "v2,")},
            {"msg_1", Long.toString(now - 9_000), theirs.sign("msg_1", now - 9_000, BODY)},
            {"msg_1", Long.toString(now + 9_000), theirs.sign("msg_1", now + 9_000, BODY)},
            {"msg_1", Long.toString(now), theirs.sign("msg_1", now, BODY + " ")}
        }) {
            for (String family : new String[] {"svix", "webhook"}) {
                String[] names = {family + "-id", family + "-timestamp", family + "-signature"};
                boolean agreed = isTaken(theirs, names, sent);
                Outcome ours = door.admit(
                        post(BODY, names[0], sent[0], names[1], sent[1], names[2], sent[2]),
                        Instant.ofEpochSecond(now));
                assertEquals(agreed, ours instanceof Outcome.Admitted, String.join(" ", sent));
            }
        }
    }

    private static boolean isTaken(com.svix.Webhook webhook, String[] names, String[] sent) {
        Map<String, List<String>> headers =
                Map.of(names[0], List.of(sent[0]), names[1], List.of(sent[1]), names[2], List.of(sent[2]));
        try {
            webhook.verify(BODY, headers);
            return true;
        } catch (com.svix.exceptions.WebhookVerificationException e) {
            return false;
        }
    }

    private static boolean isTaken(Webhook webhook, String[] sent) {
        try {
            webhook.verify(BODY, new TestHeaders(sent).map());
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private record TestHeaders(String[] sent) {
        java.net.http.HttpHeaders map() {
            return java.net.http.HttpHeaders.of(
                    Map.of(
                            "webhook-id", List.of(sent[0]),
                            "webhook-timestamp", List.of(sent[1]),
                            "webhook-signature", List.of(sent[2])),
                    (name, value) -> true);
        }
    }
}
