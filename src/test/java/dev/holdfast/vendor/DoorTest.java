package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.Item;
import dev.holdfast.event.RawDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a door does with a request, step by step, and with one that breaks it. */
class DoorTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String PAGE = """
            title: Own
            answer-within: 7s
            signature:
              - { name: new, scheme: hmac, algorithm: sha256, value: header:X-New, encoding: hex, key: utf8, signed: "{body}" }
              - { name: old, scheme: equals, value: header:X-Old, weakness: a token only }
            handshake:
              - { method: GET, when: { "query:ask": present }, signed: false, answer: { body: "{query:ask}" } }
              - { method: OPTIONS, when: { "header:X-Ask": present }, signed: true, answer: { body: "{header:X-Ask}" } }
              - { kind: confirm-url, method: POST, when: { "header:X-Url": present }, signed: true, url: header:X-Url, hosts: ["*.example.com"] }
            event: { id: body:/id, type: body:/type, tenant: header:X-Org }
            answer: { status: 202, body: ok }
            """;
    private static final String BODY = "{\"id\":\"1\",\"type\":\"t\"}";
    private static final String PROOF = hmacHex(SECRET, BODY);

    private final Door door = doorOf(PAGE, SECRET);

    private static Request asked(String method, String query, String... headers) {
        return new Request(method, query, Requests.headers(headers), Scope.utf8(BODY), NOW);
    }

    private static List<String> steps(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.name() + " " + step.result())
                .toList();
    }

    @Test
    void whatThePageSaysOfTheVendor() {
        assertEquals("own", door.page());
        assertEquals(Duration.ofSeconds(7), door.answerWithin());
        assertEquals(Set.of("POST", "GET", "OPTIONS"), door.methods());
    }

    @Test
    void theAlternativeThatHoldsIsTold() {
        Outcome.Admitted admitted =
                assertInstanceOf(Outcome.Admitted.class, door.admit(post(BODY, "X-Old", SECRET), NOW));
        assertEquals("old", admitted.alternative());
        assertEquals(0, admitted.secret());
        assertEquals(202, admitted.reply().status());
        assertEquals("1", admitted.items().get(0).deliveryId());
        assertEquals(
                "new", ((Outcome.Admitted) door.admit(post(BODY, "X-Old", "x", "X-New", PROOF), NOW)).alternative());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', SIGNATURE_MISSING",
        "x, '', SIGNATURE_MALFORMED",
        "'', x, SIGNATURE_MISMATCH",
        "x, x, SIGNATURE_MISMATCH"
    })
    void theFurthestCauseIsTold(String proof, String token, Cause cause) {
        assertEquals(new Outcome.Refused(cause), door.admit(post(BODY, "X-New", proof, "X-Old", token), NOW));
    }

    @Test
    void everyStepIsExplained() {
        assertEquals(
                List.of("signature new PASSED", "item PASSED"), steps(door.explain(post(BODY, "X-New", PROOF), NOW)));
        assertEquals(
                List.of("signature new NOTED", "signature old PASSED", "item PASSED"),
                steps(door.explain(post(BODY, "X-Old", SECRET), NOW)));
        assertEquals(List.of("signature new FAILED", "signature old FAILED"), steps(door.explain(post(BODY), NOW)));
        assertEquals(List.of("handshake PASSED"), steps(door.explain(asked("GET", "ask=a"), NOW)));
        assertEquals(
                List.of("signature new PASSED", "handshake PASSED"),
                steps(door.explain(asked("OPTIONS", null, "X-Ask", "a", "X-New", PROOF), NOW)));
    }

    @Test
    void anotherMethodIsOnlyForHandshakes() {
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED), door.admit(asked("GET", null, "X-New", PROOF), NOW));
        assertEquals(
                new Outcome.Refused(Cause.HANDSHAKE_REFUSED), door.admit(asked("OPTIONS", null, "X-New", PROOF), NOW));
        assertEquals(
                new Outcome.Refused(Cause.SIGNATURE_MISSING), door.admit(asked("OPTIONS", null, "X-Ask", "a"), NOW));
        assertInstanceOf(Outcome.Answered.class, door.admit(asked("GET", "ask=a"), NOW));
    }

    @Test
    void aUrlToConfirmWaitsForAnOperator() {
        for (Map.Entry<String, String> one : Map.of(
                        "https://a.example.com/x",
                                "a subscription: an operator may confirm it by opening the URL in the body",
                        "https://evil.example/x", "a subscription whose URL is not the vendor's: not to be opened")
                .entrySet()) {
            Request request = post(BODY, "X-New", PROOF, "X-Url", one.getKey());
            List<Item> items = ((Outcome.Admitted) door.admit(request, NOW)).items();
            assertEquals(
                    List.of(one.getValue()),
                    items.stream().map(Item::quarantine).toList());
            assertEquals(one.getValue(), door.reread(door.kept(request)).get(0).quarantine());
        }
    }

    /** Breaks when that header is looked for. */
    private record Breaking(Headers sent, String name) implements Headers {
        @Override
        public List<String> all(String other) {
            if (other.equals(name)) {
                throw new IllegalStateException("broken");
            }
            return sent.all(other);
        }

        @Override
        public Iterable<Map.Entry<String, String>> entries() {
            return sent.entries();
        }
    }

    private static Request breaking(String name) {
        return new Request("POST", null, new Breaking(Requests.headers("X-New", PROOF), name), Scope.utf8(BODY), NOW);
    }

    @Test
    void aFaultOfOursBeforeTheSignatureHeldRefuses() {
        assertEquals(new Outcome.Refused(Cause.VERIFIER_FAILED), door.admit(breaking("X-New"), NOW));
        assertEquals(List.of("door FAILED"), steps(door.explain(breaking("X-New"), NOW)));
    }

    @Test
    void aFaultOfOursAfterItIsKept() {
        Item item =
                ((Outcome.Admitted) door.admit(breaking("X-Org"), NOW)).items().get(0);
        assertEquals("a fault of ours: IllegalStateException", item.quarantine());
        assertEquals(BODY, new String(item.payload(), StandardCharsets.UTF_8));
        assertEquals(
                List.of("signature new PASSED", "door FAILED", "item FAILED"),
                steps(door.explain(breaking("X-Org"), NOW)));
        Map.Entry<String, String> header = new SimpleEntry<>("X-Org", "acme") {
            @Override
            public String getValue() {
                throw new IllegalStateException("broken");
            }
        };
        RawDelivery kept = new RawDelivery(NOW, "POST", null, List.of(header), Scope.utf8(BODY));
        assertEquals(
                "a fault of ours: IllegalStateException",
                door.reread(kept).get(0).quarantine());
    }

    @Test
    void aHandshakeIsNoEventHoweverOftenItIsRead() {
        assertEquals(List.of(), door.reread(door.kept(asked("GET", "ask=a"))));
        assertEquals(List.of(), door.reread(door.kept(asked("OPTIONS", null, "X-Ask", "a"))));
        List<Item> items = door.reread(door.kept(post(BODY, "X-Org", "acme")));
        assertEquals("acme", items.get(0).tenant());
        assertNull(items.get(0).quarantine());
    }
}
