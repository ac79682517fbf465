package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that ask for a token, and those that bring a secret. */
class GreeterTest {
    private static final String APP_SECRET = "an app secret of enough bytes";
    private static final String OFFER = "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81";

    private static Door meta(Map<String, Secret> credentials) {
        return Door.open(
                Requests.PAGES.named("meta", "vendor"),
                Requests.source("src", "meta"),
                Requests.secrets(APP_SECRET),
                credentials,
                new KeyCache());
    }

    private static Outcome subscribe(Door door, String token) {
        String query = "hub.mode=subscribe&hub.challenge=1158201444" + token;
        return door.admit(new Request("GET", query, Requests.headers(), new byte[0], NOW), NOW);
    }

    @Test
    void theTokenOfTheSourceIsAnswered() {
        Door door = meta(Map.of("verify-token", Secret.of("the token of ours")));
        Reply reply = assertInstanceOf(Outcome.Answered.class, subscribe(door, "&hub.verify_token=the+token+of+ours"))
                .reply();
        assertEquals("1158201444", new String(reply.body(), StandardCharsets.UTF_8));
        assertEquals("text/plain", reply.contentType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&hub.verify_token=",
                "&hub.verify_token=other",
                "&hub.verify_token=the+token+of+ours+",
                "&hub.verify_token=the+token+of+ours&hub.verify_token=the+token+of+ours"
            })
    void anotherTokenIsRefused(String token) {
        Door door = meta(Map.of("verify-token", Secret.of("the token of ours")));
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED, 403), subscribe(door, token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%3Cscript%3E", "", "a%0Ab", "1&hub.challenge=2"})
    void aChallengeThatIsNotSaidBackIsABadRequest(String challenge) {
        String query = "hub.mode=subscribe&hub.verify_token=the+token+of+ours&hub.challenge=" + challenge;
        Request request = new Request("GET", query, Requests.headers(), new byte[0], NOW);
        assertEquals(
                new Outcome.Refused(Cause.HANDSHAKE_REFUSED, 400),
                meta(Map.of("verify-token", Secret.of("the token of ours"))).admit(request, NOW));
    }

    @Test
    void anOriginThatTheSourceDoesNotNameIsToldThatNobodyListens() {
        Source source = new Source(
                "src",
                "cloudevents",
                List.of(),
                Map.of("origins", List.of("sender.example.com", "third.example.com")),
                List.of(),
                null,
                1 << 20,
                null);
        Door door = Door.open(Requests.PAGES.named("cloudevents", "vendor"), source, Requests.secrets(APP_SECRET));
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED, 405), origin(door, "other.example.com"));
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED, 405), origin(door, "sender.example.com.other.org"));
        for (String named : List.of("sender.example.com", "third.example.com")) {
            Reply reply = assertInstanceOf(Outcome.Answered.class, origin(door, named))
                    .reply();
            assertEquals(named, reply.headers().get("WebHook-Allowed-Origin"));
        }
    }

    private static Outcome origin(Door door, String origin) {
        Request request =
                new Request("OPTIONS", null, Requests.headers("WebHook-Request-Origin", origin), new byte[0], NOW);
        return door.admit(request, NOW);
    }

    @Test
    void withoutATokenTheSourceDoesNotStart() {
        assertEquals(
                "holdfast.sources.src.credentials.verify-token: is missing: Meta and WhatsApp asks for it; a secret",
                assertThrows(Misconfigured.class, () -> meta(Map.of())).getMessage());
    }

    @Test
    void aCredentialThatThePageDoesNotKnowOrThatIsEmptyIsAMistake() {
        Map<String, Secret> credentials = Map.of("verify-token", Secret.of(" "), "verify-tokn", Secret.of("a token"));
        assertEquals(
                List.of(
                        "holdfast.sources.src.credentials.verify-token: is empty; a secret",
                        "holdfast.sources.src.credentials.verify-tokn: is no credential of Meta and WhatsApp;"
                                + " verify-token"),
                assertThrows(Misconfigured.class, () -> meta(credentials)).mistakes().stream()
                        .map(Mistake::toString)
                        .sorted()
                        .toList());
    }

    private static Door asana(String... secrets) {
        return Requests.door("asana", secrets);
    }

    private static Outcome offer(Door door, String secret) {
        return door.admit(Requests.post("", "X-Hook-Secret", secret), NOW);
    }

    @Test
    void aSourceWithoutASecretIsOfferedOne() {
        Outcome.Offered offered = assertInstanceOf(Outcome.Offered.class, offer(asana(), OFFER));
        assertEquals(Secret.of(OFFER), offered.secret());
        assertEquals(Map.of("X-Hook-Secret", OFFER), offered.reply().headers());
        assertEquals("Offered[openFor=" + offered.openFor() + "]", offered.toString(), "a secret stays out of logs");
    }

    @Test
    void aSourceWithASecretIsOfferedNone() {
        assertEquals(
                new Outcome.Refused(Cause.HANDSHAKE_REFUSED), offer(asana("the secret that it has already"), OFFER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "changeme-changeme", "with a blank within it all", "aaaaaaaaaaaaaaaaaaaaaaaa"})
    void whatIsNoSecretIsNotTaken(String secret) {
        assertInstanceOf(Outcome.Refused.class, offer(asana(), secret));
    }

    @Test
    void untilThereIsASecretNothingComesIn() {
        Outcome outcome = asana().admit(Requests.post("{\"events\":[]}", "X-Hook-Signature", "0".repeat(64)), NOW);
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MISSING), outcome);
        assertEquals(
                List.of(),
                asana("x".repeat(3) + OFFER).methods().stream()
                        .filter(method -> !method.equals("POST"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok}", "{ok", "}", "{"})
    void halfABraceIsNoAnswerToAHandshake(String body) {
        String page = """
                title: T
                signature: { scheme: equals, value: header:X-Key, weakness: a token only }
                handshake: { method: POST, when: { body:/ping: present }, signed: true, answer: { body: "%s" } }
                event: { id: body:/id, type: text:t }
                """.formatted(body);
        List<Mistake> mistakes = assertThrows(Misconfigured.class, () -> Vendor.read("own", "own.yaml", page))
                .mistakes();
        assertEquals(
                List.of("handshake.answer.body"),
                mistakes.stream().map(Mistake::key).toList());
    }
}
