package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.vendor.pull.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links of an answer: which one is meant, and that none of them leads credentials elsewhere. */
class LinksTest {
    private static final URI VENDOR = URI.create("https://api.example.com");
    private static final URI PROXY = URI.create("http://127.0.0.1:8080/mock/");

    private static String below(URI base, String link) {
        URI to = Links.below(base, VENDOR, link);
        return to == null ? "nowhere" : to.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/a?b=c, https://api.example.com/a?b=c, http://127.0.0.1:8080/mock/a?b=c",
        "https://API.example.com:443/a, https://API.example.com:443/a, http://127.0.0.1:8080/mock/a",
        "HTTPS://api.example.com/a, HTTPS://api.example.com/a, http://127.0.0.1:8080/mock/a",
        "/a?b, https://api.example.com/a?b, http://127.0.0.1:8080/mock/a?b",
        "/mock/a, https://api.example.com/mock/a, http://127.0.0.1:8080/mock/a",
        "/mocks/a, https://api.example.com/mocks/a, http://127.0.0.1:8080/mock/mocks/a",
        "http://127.0.0.1:8080/mock/a, nowhere, http://127.0.0.1:8080/mock/a",
        "http://127.0.0.1:8080/a, nowhere, http://127.0.0.1:8080/mock/a",
        "https://api.example.com?b=c, https://api.example.com?b=c, http://127.0.0.1:8080/mock?b=c",
        "http://127.0.0.1/mock/a, nowhere, nowhere",
        "http://api.example.com/a, nowhere, nowhere",
        "https://api.example.com:8443/a, nowhere, nowhere",
        "https://api.example.com.evil.example/a, nowhere, nowhere",
        "https://u@api.example.com/a, nowhere, nowhere",
        "https://api.example.com/a#b, nowhere, nowhere",
        "https://api.example.com/a/../b, nowhere, nowhere",
        "https://api.example.com/a/.., nowhere, nowhere",
        "https://api.example.com/a/%2e%2e/b, nowhere, nowhere",
        "https://api.example.com/a/%2E/b, nowhere, nowhere",
        "//evil.example/a, nowhere, nowhere",
        "a/b, nowhere, nowhere",
        "mailto:a@api.example.com, nowhere, nowhere",
        "file:/etc/passwd, nowhere, nowhere"
    })
    void aLinkIsFollowedWhereTheVendorIs(String link, String direct, String proxied) {
        assertEquals(direct, below(VENDOR, link));
        assertEquals(proxied, below(PROXY, link));
        // What is kept is held against the place again.
        assertEquals(direct, below(VENDOR, direct));
        assertEquals(proxied, below(PROXY, proxied));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://api.example.com/a b", "https://api.example.com/\u00e9", "/a\\b", "/a\u007f", "/%zz"})
    void whatIsNoPlainLinkLeadsNowhere(String link) {
        assertEquals("nowhere", below(VENDOR, link));
    }

    @Test
    void aLinkIsShort() {
        assertNotNull(Links.below(VENDOR, VENDOR, "/" + "a".repeat(8 * 1024 - 1)));
        assertNull(Links.below(VENDOR, VENDOR, "/" + "a".repeat(8 * 1024)));
    }

    private static String find(String body, String... headers) {
        Answer answer = new Answer(200, Map.of("link", List.of(headers)), Scope.utf8(body), Requests.NOW);
        return Links.find(AnswerSight.page(Map.of(), Map.of(), answer), "next");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>; rel=\"next\" | a",
                "<a>; rel=next | a",
                "<a>;REL = \"NEXT last\" | a",
                "<a>; rel=\"self\", <b>; title=x; rel=\"next\" | b",
                "<a>; rel=\"nexts\" | ",
                "<a>; rev=\"next\" | ",
                "<a> | ",
                "a; rel=\"next\" | "
            })
    void aHeadersLinkIsKnownByItsRelation(String header, String link) {
        assertEquals(link, find("{}", header));
        assertEquals(link, find("no json", "<x>; rel=prev", header));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'links':[{'rel':'self','href':'a'},{'rel':'next','href':'b'}]} | b",
                "{'links':[{'rel':'next'}]} | ",
                "{'links':[{'href':'a'}]} | ",
                "{'links':[]} | ",
                "{'links':{'rel':'next','href':'b'}} | ",
                "{'links':['next']} | ",
                "[{'rel':'next','href':'b'}] | ",
                "{} | "
            })
    void aBodysLinkIsKnownByItsRelation(String body, String link) {
        assertEquals(link, find(body.replace('\'', '"')));
    }

    @Test
    void aHeadersLinkGoesBeforeABodys() {
        assertEquals("a", find("{\"links\":[{\"rel\":\"next\",\"href\":\"b\"}]}", "<a>; rel=next"));
    }
}
