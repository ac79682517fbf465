package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.event.Item;
import dev.holdfast.event.RawDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page leaves to the source: the name of a header, and how far a signed time may lie from ours. */
class NamedBySourceTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String BODY = "{\"n\":1}";

    private static Door door(String vendor, Map<String, Object> params, String... alternatives) {
        Source source = new Source("src", vendor, List.of(), params, List.of(alternatives), null, 1 << 20, null);
        return Door.open(Requests.PAGES.named(vendor, "vendor"), source, Requests.secrets(SECRET));
    }

    private static Outcome.Admitted in(Door door, String body, String... headers) {
        return assertInstanceOf(Outcome.Admitted.class, door.admit(post(body, headers), NOW));
    }

    private static void refused(Door door, String body, String... headers) {
        assertInstanceOf(Outcome.Refused.class, door.admit(post(body, headers), NOW));
    }

    @Test
    void oktasHookHasAHeaderOfItsOwn() {
        String body =
                "{\"data\":{\"events\":[{\"uuid\":\"u\",\"eventType\":\"t\",\"published\":\"2026-01-01T00:00:00Z\"}]}}";
        in(door("okta", Map.of()), body, "Authorization", SECRET);
        Door own = door("okta", Map.of("header", "X-Hook-Key"));
        in(own, body, "X-Hook-Key", SECRET);
        refused(own, body, "Authorization", SECRET);
        refused(own, body, "X-Hook-Key", SECRET, "x-hook-key", SECRET);
        assertEquals("x-hook-key", new Settings("s", null, Map.of("header", List.of("x-hook-key"))).header("$header"));
    }

    @Test
    void bigCommercesWebhookMayHaveNothingButAHeader() {
        String body = "{\"scope\":\"s\",\"hash\":\"h\",\"created_at\":1}";
        refused(door("bigcommerce", Map.of()), body, "X-Webhook-Token", SECRET);
        in(door("bigcommerce", Map.of(), "token"), body, "X-Webhook-Token", SECRET);
        in(door("bigcommerce", Map.of("token-header", "X-Shop"), "token"), body, "X-Shop", SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "hmac, HmacSHA256, X-Signature, ''",
        "hmac-sha512, HmacSHA512, X-Signature, ''",
        "hmac-sha1, HmacSHA1, X-Signature, ''",
        "hub, HmacSHA256, X-Hub-Signature-256, sha256=",
        "hub-sha512, HmacSHA512, X-Hub-Signature-256, sha512=",
        "hub-sha1, HmacSHA1, X-Hub-Signature-256, sha1="
    })
    void aSenderWithoutAPageHasItsOwnHeaders(String name, String algorithm, String usual, String prefix)
            throws java.security.GeneralSecurityException {
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance(algorithm);
        mac.init(new javax.crypto.spec.SecretKeySpec(Scope.utf8(SECRET), algorithm));
        String text = prefix + java.util.HexFormat.of().formatHex(mac.doFinal(Scope.utf8(BODY)));
        in(door("generic", Map.of(), name), BODY, usual, text);
        Map<String, Object> params = Map.of(
                "signature-header",
                "X-Acme-Sig",
                "hub-header",
                "X-Acme-Sig",
                "id-header",
                "X-Id",
                "type-header",
                "X-T");
        Item item = in(door("generic", params, name), BODY, "X-Acme-Sig", text, "X-Id", "7", "X-T", "paid")
                .items()
                .get(0);
        assertEquals(List.of("7", "paid"), List.of(item.deliveryId(), item.type()));
        refused(door("generic", params, name), BODY, usual, text);
    }

    @Test
    void whatIsNamedAsTheProofIsNotKept() {
        Door door = door("generic", Map.of("key-header", "X-Plain-Name"), "api-key");
        in(door, BODY, "X-Plain-Name", SECRET);
        RawDelivery kept = door.kept(post(BODY, "X-Plain-Name", SECRET, "X-Other", "o"));
        assertEquals(
                List.of("X-Other"),
                kept.headers().stream().map(Map.Entry::getKey).toList());
    }

    @Test
    void salesforceMayComeThroughAnIngressThatKnowsItsCertificate() {
        String org = "00Dxx0000000000EAA";
        String body = "<Envelope><Body><notifications><OrganizationId>" + org + "</OrganizationId>"
                + "<Notification><Id>04l1</Id><sObject type=\"sf:C\"><Id>1</Id></sObject></Notification>"
                + "</notifications></Body></Envelope>";
        Door tls = door("salesforce", Map.of("org-id", org), "mutual-tls");
        in(tls, body, "X-Client-Certificate-Proof", SECRET);
        refused(tls, body);
        refused(tls, body.replace(org, "00Dxx0000000009EAA"), "X-Client-Certificate-Proof", SECRET);
        refused(door("salesforce", Map.of("org-id", org)), body, "X-Client-Certificate-Proof", SECRET);
    }

    private static Outcome paddle(Map<String, Object> params, long off) {
        String body = "{\"event_id\":\"e\",\"event_type\":\"t\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}";
        String time = Long.toString(NOW.getEpochSecond());
        Instant now = NOW.plusSeconds(off);
        String header = "ts=" + time + ";h1=" + hmacHex(SECRET, time + ":" + body);
        return door("paddle", params).admit(post(body, "Paddle-Signature", header), now);
    }

    @Test
    void paddlesWindowIsASetting() {
        assertInstanceOf(Outcome.Admitted.class, paddle(Map.of(), 300));
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_OUTSIDE_TOLERANCE), paddle(Map.of(), 301));
        Map<String, Object> tight = Map.of("tolerance", "5s");
        assertInstanceOf(Outcome.Admitted.class, paddle(tight, 5));
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_OUTSIDE_TOLERANCE), paddle(tight, 6));
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_OUTSIDE_TOLERANCE), paddle(tight, -6));
        assertInstanceOf(Outcome.Admitted.class, paddle(Map.of("tolerance", "1h"), 3_600));
        assertThrows(Misconfigured.class, () -> paddle(Map.of("tolerance", "25h"), 0));
        assertThrows(Misconfigured.class, () -> paddle(Map.of("tolerance", "0s"), 0));
    }

    @Test
    void aCheckTellsTheWindowOfTheSource() {
        String body = "{}";
        String time = Long.toString(NOW.getEpochSecond());
        String header = "ts=" + time + ";h1=" + hmacHex(SECRET, time + ":" + body);
        Explanation explanation = door("paddle", Map.of("tolerance", "7s"))
                .explain(post(body, "Paddle-Signature", header), NOW.plusSeconds(9));
        assertEquals(
                1,
                explanation.steps().stream()
                        .filter(step -> step.says().endsWith("allowed are 7 s both ways"))
                        .count());
    }

    private static List<String> mistakes(String params, String tolerance) {
        String page = """
                title: T
                %ssignature: { scheme: hmac, algorithm: sha256, value: header:S, encoding: hex, key: utf8, signed: "{timestamp}{body}",
                  timestamp: { at: header:T, format: unix-seconds, tolerance: "%s" } }
                event: { id: body:/id, type: text:t }
                """.formatted(params.isEmpty() ? "" : "params: " + params + "\n", tolerance);
        return assertThrows(Misconfigured.class, () -> Vendor.read("own", "own.yaml", page)).mistakes().stream()
                .map(Mistake::fault)
                .toList();
    }

    @Test
    void aPageThatLeavesAWindowToTheSourceSaysOneItself() {
        String none = "'window' is a tolerance and has no default";
        assertEquals(List.of(none), mistakes("{ window: { pattern: \"[0-9]+s\" } }", "param:window"));
        assertEquals(List.of("'7d' is no window"), mistakes("{ window: { pattern: x, default: 7d } }", "param:window"));
        assertEquals(
                List.of("'5' is no duration"), mistakes("{ window: { pattern: x, default: \"5\" } }", "param:window"));
        assertEquals(List.of(none), mistakes("{ window: { list: x, default: [5s] } }", "param:window"));
        assertEquals(2, mistakes("", "param:window").size(), "and it is named and not here");
    }
}
