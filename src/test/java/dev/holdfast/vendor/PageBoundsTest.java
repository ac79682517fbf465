package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page may just still say, and what is one too many or too few. */
class PageBoundsTest {
    private static Page read(String page) {
        return Vendor.read("p", "p.yaml", page).page();
    }

    private static List<String> mistakes(String page) {
        return assertThrows(Misconfigured.class, () -> read(page)).mistakes().stream()
                .map(mistake -> mistake.key() + ": " + mistake.fault())
                .toList();
    }

    private static String swap(String from, String to) {
        String good = HostilePagesTest.GOOD;
        assertTrue(good.contains(from), from);
        return good.replace(from, to);
    }

    private static String candidates(String keys, String encodings, String signed) {
        return swap("key: utf8", "key: " + keys)
                .replace("encoding: hex", "encoding: " + encodings)
                .replace("signed: \"{timestamp}.{body}\"", "signed: " + signed);
    }

    private static final String TWO = "[\"{timestamp}{body}\", \"{body}{timestamp}\"]";
    private static final String THREE = "[\"{timestamp}{body}\", \"{body}{timestamp}\", \"{timestamp}.{body}\"]";

    @Test
    void eightCandidatesAreNotTooMany() {
        assertEquals(
                1,
                read(candidates("[utf8, base64]", "[hex, base64]", TWO))
                        .signatures()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[utf8, base64, hex] | [hex, base64, base64url] | 1",
                "utf8 | [hex, base64, base64url] | 3",
                "[utf8, base64, hex] | hex | 3"
            })
    void nineCandidatesAre(String keys, String encodings, int signed) {
        assertEquals(
                List.of("signature.signed: makes too many candidates with key and encoding"),
                mistakes(candidates(keys, encodings, signed == 1 ? "\"{timestamp}.{body}\"" : THREE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "1000ms", "24h", "1d", "86400s"})
    void aWindowOfSecondsToADay(String tolerance) {
        assertEquals(
                1,
                read(swap("tolerance: 5m", "tolerance: " + tolerance))
                        .signatures()
                        .size());
    }

    @Test
    void aWeaknessIsASentence() {
        String token = "title: T\nsignature: { scheme: equals, value: header:X, weakness: %s }\n"
                + "event: { id: body:/id, type: body:/type }\n";
        assertEquals(1, read(token.formatted("ten chars.")).signatures().size());
        assertEquals(List.of("signature.weakness: says too little"), mistakes(token.formatted("ten chars")));
    }

    @Test
    void anAlternativeThatIsUsedIsNeeded() {
        assertEquals(
                List.of("signature: has only opt-in alternatives"),
                mistakes(swap("scheme: hmac", "opt-in: true\n  scheme: hmac")));
    }

    @Test
    void pairsAreSeparatedByBlanksWhereThePageSaysSo() {
        Signature.Hmac spaced = (Signature.Hmac) read(swap("encoding: hex", "encoding: hex\n  pairs: space"))
                .signatures()
                .get(0);
        assertTrue(spaced.proof().blanks());
        Signature.Hmac listed = (Signature.Hmac) read(swap("encoding: hex", "encoding: hex\n  pairs: list"))
                .signatures()
                .get(0);
        assertFalse(listed.proof().blanks());
    }

    @Test
    void aPublicKeysSignatureCoversTheBodyToo() {
        String page = "title: T\nsignature: { scheme: public-key, algorithm: ed25519, value: header:S, encoding: hex,"
                + " key: raw-hex, signed: \"{url}\" }\nevent: { id: body:/id, type: body:/type }\n";
        assertEquals(List.of("signature.weakness: is missing: signed does not hold the whole body"), mistakes(page));
    }

    @Test
    void anEventsTimeMayBeAnothers() {
        assertEquals(
                Shape.Clock.TIMESTAMP,
                read(swap("type: body:/type", "type: body:/type, time: timestamp"))
                        .shapes()
                        .get(0)
                        .clock());
        Shape received = read(swap("type: body:/type", "type: body:/type, time: received"))
                .shapes()
                .get(0);
        assertEquals(Shape.Clock.RECEIVED, received.clock());
        assertNull(received.time());
        assertEquals(
                List.of("event.time: 'now' is none of them"),
                mistakes(swap("type: body:/type", "type: body:/type, time: now")));
    }

    private static String answering(String body) {
        return HostilePagesTest.GOOD
                + "handshake: { method: GET, when: { \"query:c\": present }, signed: false, answer: { body: \"" + body
                + "\" } }\n";
    }

    @Test
    void aHandshakesAnswerMayBeTheSameForAll() {
        Handshake.Answering answering =
                (Handshake.Answering) read(answering("query:c")).handshakes().get(0);
        assertEquals(
                "query:c",
                assertInstanceOf(
                                Template.Literal.class,
                                answering.wording().body().parts().get(0))
                        .text());
        assertEquals(List.of("handshake.answer.body: '{query:c' has a lone brace"), mistakes(answering("{query:c")));
    }

    @Test
    void aListIsNoText() {
        Mistakes mistakes = new Mistakes("p");
        PageNode node =
                PageFile.compose("a: [x]", mistakes).orElseThrow().fields().get("a");
        assertEquals("stand-in", node.read(text -> text, "stand-in"));
        assertEquals("p:1:4 a: is no text; one text", mistakes.found().get(0).toString());
    }
}
