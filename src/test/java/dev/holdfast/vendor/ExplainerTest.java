package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step that the door takes, in the words of {@code check request}. */
class ExplainerTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String BODY = "{\"id\":\"1\",\"type\":\"t\"}";
    private static final String PAGE = """
            title: Own
            signature:
              - { name: timed, scheme: hmac, algorithm: sha256, value: header:X-Timed, encoding: hex, key: utf8, signed: "{timestamp}{body}",
                  timestamp: { at: header:X-Time, format: unix-seconds, tolerance: 5m } }
              - { name: token, scheme: equals, value: header:X-Token, weakness: a token only }
            handshake:
              - { method: GET, when: { "query:ask": present }, signed: false, answer: { body: "{query:say}" } }
              - { method: OPTIONS, when: { "header:X-Ask": present }, signed: true, answer: { body: "{header:X-Say}" } }
            split: body:/*
            event: { id: item:/id, type: item:/type }
            """;
    private static final String HELD = "PASSED signature token: holds, with secrets[0]";
    private static final String NOTHING_TIMED = "signature timed: signature-missing: nothing at header:X-Timed";
    private static final String LATE_MAC = hmacHex(SECRET, "1699999000" + BODY);
    private static final String LATE =
            "time: 2023-11-14T21:56:40Z, 1000 s before 2023-11-14T22:13:20Z;" + " allowed are 300 s both ways";
    private static final Outcome.Refused MISSING = new Outcome.Refused(Cause.SIGNATURE_MISSING);

    private static List<String> told(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.result() + " " + step.name() + ": " + step.says())
                .toList();
    }

    private static List<String> asked(String method, @Nullable String query, String... headers) {
        Request request = new Request(method, query, Requests.headers(headers), Scope.utf8(BODY), NOW);
        return told(doorOf(PAGE, SECRET).explain(request, NOW));
    }

    private static Explainer explainer(String... alternatives) {
        Scope scope = new Scope(post(BODY), new Settings("src", null, Map.of()));
        return new Explainer(Vendor.read("own", "own.yaml", PAGE).page(), Set.of(alternatives), scope, NOW);
    }

    private static Outcome admitted(Item... items) {
        return new Outcome.Admitted(List.of(items), Reply.OK, "token", 0);
    }

    private static List<String> told(Item... items) {
        return told(explainer("token").explained(admitted(items)));
    }

    private static Item item(
            @Nullable Instant time, @Nullable String tenant, @Nullable String object, EventKey... keys) {
        return new Item("a.b", "evt_1", List.of(keys), object, tenant, time, null, new byte[0], null);
    }

    private static Item quarantined(String why) {
        return new Item("quarantined", null, List.of(), null, null, null, null, new byte[0], why);
    }

    @Test
    void aHandshakeIsToldWithWhoIsAnswered() {
        assertEquals(
                List.of("PASSED handshake: one that is answered to whoever asks"), asked("GET", "ask=a&say=hello"));
        assertEquals(
                List.of("NOTED " + NOTHING_TIMED, HELD, "PASSED handshake: one that is answered once it is signed"),
                asked("OPTIONS", null, "X-Ask", "a", "X-Say", "hello", "X-Token", SECRET));
    }

    @Test
    void aHandshakeThatIsNotAnsweredIsToldWithWhatItLacks() {
        String lacks = "; but its token, or what it wants said back, is not as it must be";
        assertEquals(List.of("FAILED handshake: one that is answered to whoever asks" + lacks), asked("GET", "ask=a"));
        assertEquals(
                "FAILED handshake: one that is answered once it is signed" + lacks,
                asked("OPTIONS", null, "X-Ask", "a", "X-Token", SECRET).get(2));
    }

    @Test
    void aMethodOfHandshakesIsForNothingElse() {
        assertEquals(
                List.of("FAILED signature: only a handshake may use this method, and the request is none"),
                asked("GET", null, "X-Token", SECRET));
    }

    @Test
    void aHandshakeThatBringsTheSecretWaitsForAnOperator() {
        Outcome offered = new Outcome.Offered(Secret.of(SECRET), Duration.ofMinutes(6), Reply.OK);
        assertEquals(
                List.of("NOTED handshake: brings the secret: taken only while an operator holds the window open"),
                told(explainer().explained(offered)));
    }

    @Test
    void whereNoAlternativeWasTriedTheReasonIsTold() {
        assertEquals(
                List.of("FAILED signature: the source has no secret yet"),
                told(explainer().explained(MISSING)));
        assertEquals(
                List.of("FAILED signature: signature-missing"),
                told(explainer("token").explained(MISSING)));
    }

    @Test
    void eachAlternativeIsToldByItsOwnName() {
        String token = "signature token: signature-missing: nothing at header:X-Token";
        assertEquals(List.of("FAILED " + NOTHING_TIMED, "FAILED " + token), asked("POST", null));
        assertEquals(
                List.of(
                        "FAILED signature timed: timestamp-outside-tolerance: all of it holds but its time",
                        "FAILED " + LATE,
                        "FAILED " + token),
                asked("POST", null, "X-Timed", LATE_MAC, "X-Time", "1699999000"));
    }

    @Test
    void anAlternativeThatFailsIsOnlyNotedWhereAnotherHolds() {
        List<String> steps = asked("POST", null, "X-Timed", LATE_MAC, "X-Time", "1699999000", "X-Token", SECRET);
        assertEquals(
                List.of(
                        "NOTED signature timed: timestamp-outside-tolerance: all of it holds but its time",
                        "NOTED " + LATE,
                        HELD),
                steps.subList(0, 3));
    }

    @Test
    void aFaultOfOursStaysAFailureThoughTheSignatureHeld() {
        Explainer explainer = explainer("token");
        explainer.broke(new IllegalStateException("not to be told"));
        assertEquals(
                List.of(
                        "FAILED door: a fault of ours: IllegalStateException",
                        "NOTED items: none: there is nothing to store"),
                told(explainer.explained(admitted())));
    }

    @Test
    void aBatchWithoutItemsHasNothingToStore() {
        assertEquals(List.of("NOTED items: none: there is nothing to store"), told(new Item[0]));
    }

    @Test
    void anItemIsToldWithAllThatIsKnownOfIt() {
        EventKey delivery = new EventKey(new UUID(1, 2), true);
        EventKey state = new EventKey(new UUID(3, 4), false);
        assertEquals(
                List.of("PASSED item: type a.b, id evt_1, time 2023-11-14T22:13:20Z, tenant acme, object inv/7,"
                        + " known by delivery key 00000000-0000-0001-0000-000000000002"
                        + " and state key 00000000-0000-0003-0000-000000000004"),
                told(item(NOW, "acme", "inv/7", delivery, state)));
        assertEquals(
                List.of("PASSED item: type a.b, id evt_1, known by nothing: a repeat would be a new event"),
                told(item(null, null, null)));
    }

    @Test
    void anItemThatIsNotUnderstoodIsAFailureWithItsReason() {
        String known = "type a.b, id evt_1, tenant acme, known by nothing: a repeat would be a new event";
        assertEquals(
                List.of(
                        "PASSED item 1 of 2: " + known,
                        "FAILED item 2 of 2: not understood, so it would be stored in quarantine: no id"),
                told(item(null, "acme", null), quarantined("no id")));
    }

    @ParameterizedTest
    @CsvSource({"10, 10, item 10 of 10", "11, 11, items", "40, 11, items"})
    void ofMoreThanTenItemsTheirNumberIsTold(int items, int steps, String last) {
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            all.add(item(null, null, null));
        }
        List<Explanation.Step> told =
                explainer("token").explained(admitted(all.toArray(Item[]::new))).steps();
        assertEquals(steps, told.size());
        assertEquals(last, told.get(steps - 1).name());
        assertEquals("item 10 of " + items, told.get(9).name());
        if (steps > 10) {
            assertEquals(new Explanation.Step("items", Explanation.Result.NOTED, items + " in all"), told.get(10));
        }
    }

    @Test
    void ofFurtherItemsOnlyThoseAreToldThatAreNotUnderstood() {
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(i == 10 ? quarantined("no type") : item(null, null, null));
        }
        List<String> told = told(all.toArray(Item[]::new));
        assertEquals(
                List.of(
                        "FAILED item 11 of 12: not understood, so it would be stored in quarantine: no type",
                        "NOTED items: 12 in all"),
                told.subList(10, told.size()));
    }
}
