package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page says that a vendor is answered, read as it stands there. */
class PageAnswersTest {
    private static Vendor read(String answer) {
        return Vendor.read("own", "own.yaml", """
                title: T
                signature: { scheme: equals, value: header:X-Key, weakness: a token only }
                event: { id: body:/id, type: text:t }
                """ + answer + "\n");
    }

    private static String said(String answer) {
        Reply reply = Answer.usual(read(answer).page().answers());
        return reply.status() + " " + reply.contentType() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | `200 null `",
                "answer: { status: 204 } | `204 null `",
                "answer: { body: ok } | 200 text/plain ok",
                "answer: { body: <a/>, content-type: text/xml } | 200 text/xml <a/>",
                "answer: { status: 201, body: '[]', content-type: application/json } | 201 application/json []",
                "answer: { json: { a: [1, b, { c: no }] } } | 200 application/json {\"a\":[1,\"b\",{\"c\":\"no\"}]}",
                "answer: { json: {} } | 200 application/json {}",
                "answer: { json: { a: b }, content-type: text/plain } | 200 text/plain {\"a\":\"b\"}",
                "answer: { content-type: text/xml } | `200 null `"
            })
    void anAnswerIsSaidAsItIsWritten(String answer, String said) {
        assertEquals(said, said(answer));
    }

    @Test
    void theUsualAnswerIsTheOneForAllThatIsLeft() {
        assertEquals("202 null ", said("answer: [{ when: { body:/a: b }, body: first }, { status: 202 }]"));
        assertEquals(
                2,
                read("answer: [{ when: { body:/a: b } }, { status: 202 }]")
                        .page()
                        .answers()
                        .size());
    }

    private static List<String> faults(String answer) {
        return assertThrows(Misconfigured.class, () -> read(answer)).mistakes().stream()
                .map(Mistake::fault)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a: \"{b\" }",
                "{ a: \"b}\" }",
                "{ a: \"{b\", c: d }",
                "{ a: b, c: \"d}\" }",
                "{ a: [b, { c: \"{d}\" }, e] }",
                "[a]",
                "text"
            })
    void whatIsSaidInJsonIsAnObjectAndNoTemplate(String json) {
        assertEquals(List.of("is no object of literal values"), faults("answer: { json: " + json + " }"));
    }

    @Test
    void eachOfSeveralAnswersButTheLastSaysWhen() {
        String early = "has no when, and those after it are never given";
        assertEquals(List.of(early), faults("answer: [{ body: a }, { body: b }]"));
        assertEquals(List.of(early, early), faults("answer: [{ body: a }, { body: b }, { body: c }]"));
        assertEquals(List.of("has a when, and is for all that is left"), faults("answer: { when: { body:/a: b } }"));
    }

    @Test
    void whatNoVendorIsAnsweredIsTold() {
        assertEquals(List.of("stands beside body"), faults("answer: { json: { a: b }, body: c }"));
        assertEquals(List.of("has braces, and is no template"), faults("answer: { body: \"{a\" }"));
        assertEquals(List.of("has braces, and is no template"), faults("answer: { body: \"a}\" }"));
        assertEquals(List.of("is no key here"), faults("answer: { oops: 1 }"));
        assertEquals(
                List.of("'text/html' is no content type for a vendor"), faults("answer: { content-type: text/html }"));
        assertEquals(List.of("'500' is no answer to an accepted delivery"), faults("answer: { status: 500 }"));
    }
}
