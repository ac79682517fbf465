package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that want something said back: only what is harmless, and where it is due only after the signature. */
class HandshakeTest {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final Door SLACK = door("slack", SECRET);

    private static final Door ASKED = doorOf("""
            title: Asks
            signature: { scheme: equals, value: header:X-Key, weakness: a token only }
            handshake:
              - { method: GET, when: { "query:challenge": present }, signed: false, answer: { content-type: text/plain, body: "{query:challenge}" } }
              - { method: OPTIONS, when: { "header:X-Ask": present }, signed: true, answer: { json: { told: "{header:X-Ask}", type: 1 } } }
            event: { id: body:/id, type: body:/type }
            """, "a secret of enough bytes");

    private static Outcome slack(String body, String signature) {
        return SLACK.admit(
                post(
                        body,
                        "X-Slack-Request-Timestamp",
                        "1700000000",
                        "X-Slack-Signature",
                        "v0=" + signature,
                        "Content-Type",
                        "application/json"),
                NOW);
    }

    private static String challenge(String challenge) {
        return "{\"token\":\"x\",\"challenge\":" + challenge + ",\"type\":\"url_verification\"}";
    }

    private static Outcome signed(String body) {
        return slack(body, hmacHex(SECRET, "v0:1700000000:" + body));
    }

    @Test
    void aSignedChallengeIsSaidBackAsPlainText() {
        Reply reply = assertInstanceOf(Outcome.Answered.class, signed(challenge("\"3eZbrw1aBm2rZgRNFdxV\"")))
                .reply();
        assertEquals(200, reply.status());
        assertEquals("text/plain", reply.contentType());
        assertEquals("3eZbrw1aBm2rZgRNFdxV", new String(reply.body(), StandardCharsets.UTF_8));
        assertEquals("nosniff", reply.headers().get("X-Content-Type-Options"));
    }

    @Test
    void anUnsignedChallengeIsRefused() {
        assertInstanceOf(Outcome.Refused.class, slack(challenge("\"abc\""), "0".repeat(64)));
        assertInstanceOf(Outcome.Refused.class, SLACK.admit(post(challenge("\"abc\"")), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"<script>\"", "\"a\\r\\nb\"", "\"\\u00e9\"", "{}", "null", "\"\"", "[1]"})
    void aChallengeThatIsNoPlainTextIsNotSaidBack(String text) {
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED), signed(challenge(text)));
    }

    @Test
    void aChallengeOfAMegabyteIsNotSaidBack() {
        assertEquals(
                new Outcome.Refused(Cause.HANDSHAKE_REFUSED), signed(challenge("\"" + "a".repeat(1 << 20) + "\"")));
    }

    private static Outcome asked(String method, String query, String... headers) {
        return ASKED.admit(new Request(method, query, Requests.headers(headers), new byte[0], NOW), NOW);
    }

    @Test
    void methodsAreThoseOfTheHandshakes() {
        assertEquals(Set.of("POST", "GET", "OPTIONS"), ASKED.methods());
        assertEquals(Set.of("POST"), SLACK.methods());
    }

    @Test
    void anUnsignedQuestionIsAnsweredOnlyByItsMethodAndCondition() {
        Reply reply = assertInstanceOf(Outcome.Answered.class, asked("GET", "challenge=a+b%3Ac"))
                .reply();
        assertEquals("a b:c", new String(reply.body(), StandardCharsets.UTF_8));
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED), asked("GET", null));
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED), asked("GET", "challenge=%3Csvg%20onload%3E"));
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED), asked("PUT", "challenge=abc"));
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MISSING), asked("POST", "challenge=abc"));
    }

    @Test
    void aSignedQuestionByAnotherMethodNeedsItsSignature() {
        Reply reply = assertInstanceOf(
                        Outcome.Answered.class,
                        asked("OPTIONS", null, "X-Ask", "my question", "X-Key", "a secret of enough bytes"))
                .reply();
        assertEquals("{\"told\":\"my question\",\"type\":1}", new String(reply.body(), StandardCharsets.UTF_8));
        assertEquals("application/json", reply.contentType());
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MISSING), asked("OPTIONS", null, "X-Ask", "my question"));
    }
}
