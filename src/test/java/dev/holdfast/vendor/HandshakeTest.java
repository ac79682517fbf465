package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

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
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED, 400), signed(challenge(text)));
    }

    @Test
    void aChallengeOfAMegabyteIsNotSaidBack() {
        assertEquals(
                new Outcome.Refused(Cause.HANDSHAKE_REFUSED, 400),
                signed(challenge("\"" + "a".repeat(1 << 20) + "\"")));
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
        assertEquals(new Outcome.Refused(Cause.HANDSHAKE_REFUSED, 400), asked("GET", "challenge=%3Csvg%20onload%3E"));
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

    private static final Door PARTS = doorOf("""
            title: Says parts
            signature: { scheme: equals, value: header:X-Key, weakness: a token only }
            handshake:
              - { method: GET, when: { "query:a": present }, signed: false, answer: { body: "{query:a}", headers: { X-B: "{query:b}" } } }
              - { method: POST, when: { "query:a": present }, signed: false, answer: { status: 204, body: "{query:a}" } }
              - { method: OPTIONS, when: { "query:a": present }, signed: false, answer: { json: { a: "{query:a}", b: "{query:b}" } } }
            event: { id: body:/id, type: body:/type }
            """, "a secret of enough bytes");

    private static Outcome parts(String method, String query) {
        return PARTS.admit(new Request(method, query, Requests.headers(), new byte[0], NOW), NOW);
    }

    private static String said(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered
                ? new String(answered.reply().body(), StandardCharsets.UTF_8)
                : "nothing";
    }

    @Test
    void whatIsSaidBackIsShort() {
        String longest = "a".repeat(1024);
        assertEquals(longest, said(parts("GET", "b=b&a=" + longest)));
        assertEquals("nothing", said(parts("GET", "b=b&a=a" + longest)));
        assertEquals("nothing", said(parts("GET", "a=a&b=b" + longest)));
        String most = "a".repeat(1024 - "{'a':'','b':'b'}".length());
        assertEquals("{\"a\":\"" + most + "\",\"b\":\"b\"}", said(parts("OPTIONS", "b=b&a=" + most)));
        assertEquals("nothing", said(parts("OPTIONS", "b=b&a=a" + most)), "the whole is too long");
    }

    @Test
    void whatIsSaidBackIsPrintableAndNoMarkup() {
        assertEquals(" ~!#$%()*+,-./:;=?@[]^_{|}", said(parts("GET", "b=b&a=+~!%23$%25()*%2B,-./:;=?@[]^_{|}")));
        for (String sign : new String[] {"%1f", "%7f", "%C2%80", "%3C", "%3E", "%22", "'", "%26", "`"}) {
            assertEquals("nothing", said(parts("GET", "b=b&a=a" + sign)), sign);
            assertEquals("nothing", said(parts("GET", "a=a&b=b" + sign)), sign);
            assertEquals("nothing", said(parts("OPTIONS", "a=a&b=b" + sign)), sign);
        }
    }

    @Test
    void aPartThatIsAbsentLeavesTheQuestionUnanswered() {
        assertEquals("a", said(parts("GET", "a=a&b=b")));
        assertEquals("nothing", said(parts("GET", "a=a")));
        assertEquals("nothing", said(parts("OPTIONS", "a=a")));
    }

    @Test
    void anAnswerWithoutContentHasNoType() {
        Reply reply =
                assertInstanceOf(Outcome.Answered.class, parts("POST", "a=a")).reply();
        assertEquals(204, reply.status());
        assertEquals(0, reply.body().length);
        assertNull(reply.contentType());
    }
}
