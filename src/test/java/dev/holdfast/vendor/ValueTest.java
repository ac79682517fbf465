package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places in a request: what is there, and what counts as nothing. */
class ValueTest {
    private static final String BODY =
            "{'a':'x','e':'','n':null,'o':{},'l':[],'m':{'k':1},'many':[{'a':'1'},{},{'a':'2'}],'j':'{\\'b\\':\\'y\\'}'}";

    private static Scope scope() {
        Request post = Requests.post(
                BODY.replace('\'', '"'), "X-One", "1", "X-Two", "a", "X-Two", "b", "X-Empty", "", "X-List", "t=1,v1=z");
        Request request = new Request("POST", "q=1&r=1&r=2&s", post.headers(), post.body(), post.received());
        Map<String, List<String>> params = Map.of("one", List.of("p"), "two", List.of("p", "q"), "none", List.of());
        return new Scope(request, new Settings("src", "https://a.example/in", params));
    }

    @ParameterizedTest
    @CsvSource({
        "header:X-One, 1, true",
        "header:X-Two, , false",
        "header:X-Empty, , false",
        "header:X-Empty~, '', false",
        "header:X-None~, '', false",
        "header:X-List#v1, z, true",
        "header:X-List#v2, , false",
        "query:q, 1, true",
        "query:r, , false",
        "query:s, , false",
        "form:q, , false",
        "param:one, p, true",
        "param:two, , false",
        "param:none, , false",
        "text:word, word, true",
        "body:/a, x, true",
        "body:/e, , false",
        "body:/e~, '', false",
        "body:/n, , false",
        "body:/o, , true",
        "body:/l, , true",
        "body:/m, , true",
        "body:/m/k, 1, true",
        "body:/z, , false",
        "body:/j#/b, y, true",
        "body:/j#/c, , false",
        "item:/a, x, true",
        "up:/a, x, true",
        "up:/o, , false",
        "xml:/a, , false",
        "received, 2023-11-14T22:13:20Z, true",
        "url, https://a.example/in?q=1&r=1&r=2&s, true",
        "method, POST, true",
        "timestamp, , false"
    })
    void whatIsThere(String value, String text, boolean present) throws Fault {
        assertEquals(text, Value.parse(value).text(scope()));
        assertEquals(present, Value.parse(value).isPresent(scope()));
    }

    @ParameterizedTest
    @CsvSource({"body:/many/*/a, '[1, null, 2]'", "body:/a, [x]", "body:/z, [null]", "body:/l/*, []"})
    void everythingThatAPathLeadsTo(String value, String texts) throws Fault {
        assertEquals(texts, Value.parse(value).each(scope()).toString());
    }

    @ParameterizedTest
    @CsvSource({"header:X-Sig-*, true", "header:X-Sig, false", "query:a*, false"})
    void onlyHeadersAreNumbered(String value, boolean numbered) throws Fault {
        assertEquals(numbered, Value.parse(value).isNumbered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "text:",
                "cookie:a",
                "header:",
                "header:X Y",
                "header:X**",
                "query:a b",
                "form:{",
                "param:-a",
                "param:a/b",
                "body:a",
                "xml",
                "up",
                "claim",
                "timestamp:x",
                "timestamp~",
                "received#a",
                "method:x",
                "body:/a#",
                "header:X#a b",
                "secret~",
                "url#x",
                "link",
                "header"
            })
    void whatIsNoPlaceIsToldSo(String text) {
        assertThrows(Fault.class, () -> Value.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"body", "body~", "item#a", "page", "last~", "detail#/a", "each", "secret", "status", "next"})
    void aPlaceMayStandAlone(String text) throws Fault {
        assertEquals(text, Notation.of(Value.parse(text)));
    }
}
