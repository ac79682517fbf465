package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static dev.holdfast.vendor.Requests.secrets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source gives to its door, and what the door does with it. */
class DoorSourceTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String EVENT = "event: { id: body:/id, type: body:/type }\n";
    private static final String BODY = "{\"id\":\"1\",\"type\":\"t\"}";
    private static final String HMAC = "scheme: hmac, algorithm: sha256, value: header:X-Proof, encoding: hex";

    private static List<String> mistakes(String page, String... secrets) {
        return assertThrows(Misconfigured.class, () -> doorOf(page, secrets)).mistakes().stream()
                .map(mistake -> mistake.key().replaceFirst("^holdfast.sources.src.", "") + ": " + mistake.fault())
                .toList();
    }

    @Test
    void theUrlThatWasGivenIsSigned() {
        Door door =
                doorOf("title: T\nsignature: { " + HMAC + ", key: utf8, signed: \"{url}{body}\" }\n" + EVENT, SECRET);
        String proof = hmacHex(SECRET, "https://hooks.example.com/in" + BODY);
        assertInstanceOf(Outcome.Admitted.class, door.admit(post(BODY, "X-Proof", proof), NOW));
        assertInstanceOf(Outcome.Refused.class, door.admit(post(BODY, "X-Proof", hmacHex(SECRET, BODY)), NOW));
    }

    private static final String TWO = "title: T\nsignature:\n"
            + "  - { name: new, scheme: equals, value: header:X-New, weakness: a token only }\n"
            + "  - { name: old, scheme: equals, value: header:X-Old, weakness: a token only, opt-in: true }\n" + EVENT;

    private static Door named(String... signatures) {
        Source source = new Source("src", "own", List.of(), Map.of(), List.of(signatures), null, 1 << 20, null);
        return Door.open(Vendor.read("own", "own.yaml", TWO), source, secrets(SECRET));
    }

    private static boolean admits(Door door, String header) {
        return door.admit(post(BODY, header, SECRET), NOW) instanceof Outcome.Admitted;
    }

    @ParameterizedTest
    @CsvSource({"'', true, false", "new, true, false", "old, false, true", "new old, true, true"})
    void onlyTheAlternativesThatASourceNamesAreUsed(String named, boolean first, boolean second) {
        Door door = named(named.isEmpty() ? new String[0] : named.split(" "));
        assertEquals(first, admits(door, "X-New"));
        assertEquals(second, admits(door, "X-Old"));
    }

    @Test
    void aSecretThatFitsNothingIsAMistake() {
        String page = "title: T\nsignature: { " + HMAC + ", key: hex, signed: \"{body}\" }\n" + EVENT;
        assertEquals(1, mistakes(page, "no hex, but long enough").size());
        assertEquals(
                "secrets[1]",
                mistakes(page, "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "no hex, but long enough")
                        .get(0)
                        .split(":")[0]);
    }

    @Test
    void whereKeysMayBePublicASecretSaysThatItIsNone() {
        String hmac = "  - { name: v1, " + HMAC + ", key: whsec, signed: \"{body}\" }\n";
        String both =
                hmac + "  - { name: v1a, scheme: public-key, algorithm: ed25519, value: header:X-Own, encoding: hex,"
                        + " key: whpk, signed: \"{body}\" }\n";
        String bare = Base64.getEncoder().encodeToString(Scope.utf8("thirty-two bytes of a public key"));
        assertEquals(
                "own", doorOf("title: T\nsignature:\n" + hmac + EVENT, bare).page());
        assertEquals(
                List.of("secrets[0]: does not say what it is"),
                mistakes("title: T\nsignature:\n" + both + EVENT, bare));
    }

    private static final String OFFERED = "title: T\n"
            + "signature: { " + HMAC + ", key: utf8, signed: \"{body}\" }\n"
            + "handshake: { kind: capture-secret, method: POST, when: { \"header:X-Hook\": present }, signed: false,"
            + " header: X-Hook, open-for: 6m }\n" + EVENT;

    @ParameterizedTest
    @CsvSource({"256, true", "257, false"})
    void anOfferedSecretIsShort(int length, boolean taken) {
        String offered = "b537207f20cbfa02".repeat(17).substring(0, length);
        assertEquals(taken, doorOf(OFFERED).admit(post("", "X-Hook", offered), NOW) instanceof Outcome.Offered);
    }

    private static final String PARAMS = """
            title: T
            params:
              many: { list: "[a-z]+", default: [a, b] }
              one: { pattern: "[a-z]+", default: p }
              dotted: { pattern: "[a-z.]+", default: q.r }
            signature: { scheme: equals, value: header:X-Key, weakness: a token only }
            event:
              - { when: { body:/kind: "{param:many}" }, id: body:/id, type: text:many }
              - { when: { body:/kind: "{param:one}.x" }, id: body:/id, type: text:one }
              - { when: { body:/kind: "x{param:one}" }, id: body:/id, type: text:two }
              - { when: { body:/kind: "{param:dotted|before-dot}" }, id: body:/id, type: text:dotted }
            """;

    @ParameterizedTest
    @CsvSource({"a, many", "b, many", "p.x, one", "xp, two", "q, dotted", "p, quarantined", "q.r, quarantined"})
    void aConditionNamesWhatTheSourceGives(String kind, String type) {
        Outcome outcome =
                doorOf(PARAMS, SECRET).admit(post("{\"id\":1,\"kind\":\"" + kind + "\"}", "X-Key", SECRET), NOW);
        assertEquals(
                type,
                assertInstanceOf(Outcome.Admitted.class, outcome).items().get(0).type());
    }

    @Test
    void headersAreKeptUpToTheLastCharacter() {
        Door door = doorOf(TWO, SECRET);
        int room = Keeping.MOST_CHARACTERS - "x-long".length() - 3;
        assertEquals(
                1, door.kept(post("", "X-Long", "v".repeat(room))).headers().size());
        assertEquals(
                0, door.kept(post("", "X-Long", "v".repeat(room + 1))).headers().size());
        int half = Keeping.MOST_CHARACTERS / 2 - "x-long".length() - 3;
        assertEquals(
                2,
                door.kept(post("", "X-Long", "v".repeat(half), "X-Next", "v".repeat(half)))
                        .headers()
                        .size());
    }
}
