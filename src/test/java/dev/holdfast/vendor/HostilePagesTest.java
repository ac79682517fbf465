package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pages that would let strangers in, leak, or mean something else than they say: none of them starts. */
class HostilePagesTest {
    static final String GOOD = """
            title: Good
            signature:
              scheme: hmac
              algorithm: sha256
              value: header:X-Sig#v1
              encoding: hex
              signed: "{timestamp}.{body}"
              timestamp: { at: header:X-Sig#t, format: unix-seconds, tolerance: 5m }
              key: utf8
            event: { id: body:/id, type: body:/type }
            """;

    static Map<String, String> hostile() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("scheme none", swap("scheme: hmac", "scheme: none"));
        pages.put("class name as scheme", swap("scheme: hmac", "scheme: java.lang.Runtime"));
        pages.put("no signature", "title: T\nevent: { id: body:/id, type: body:/type }\n");
        pages.put("empty signature list", "title: T\nsignature: []\nevent: { id: body:/id, type: body:/type }\n");
        pages.put("verify: false", GOOD + "verify: false\n");
        pages.put("misspelt key", swap("encoding: hex", "encodnig: hex"));
        pages.put("key twice", swap("encoding: hex", "encoding: hex\n  encoding: base64"));
        pages.put("md5", swap("algorithm: sha256", "algorithm: md5"));
        pages.put("algorithm from a header", swap("algorithm: sha256", "algorithm: header:X-Alg"));
        pages.put("tolerance of nothing", swap("tolerance: 5m", "tolerance: 0s"));
        pages.put("tolerance of a week", swap("tolerance: 5m", "tolerance: 7d"));
        pages.put("no tolerance", swap(", tolerance: 5m", ""));
        pages.put("time not signed", swap("{timestamp}.{body}", "{body}"));
        pages.put(
                "signed time without a time",
                swap("  timestamp: { at: header:X-Sig#t, format: unix-seconds, tolerance: 5m }\n", ""));
        pages.put("required pattern", swap("  key: utf8", "  key: utf8\n  require: { \"header:X-Org\": \"*\" }"));
        pages.put("body not signed", swap("{timestamp}.{body}", "{timestamp}"));
        pages.put("CRC without weakness", swap("{timestamp}.{body}", "{timestamp}.{body|crc32}"));
        pages.put("secret in hmac", swap("{timestamp}.{body}", "{timestamp}{secret}{body}"));
        pages.put("unknown filter", swap("{body}", "{body|eval}"));
        pages.put("expression", swap("{body}", "{body + 1}"));
        pages.put("jinja", swap("{timestamp}.{body}", "{{ body }}"));
        pages.put("lone brace", swap("{timestamp}.{body}", "{timestamp}.{body"));
        pages.put("unknown place", swap("header:X-Sig#v1", "cookie:X-Sig"));
        pages.put("credential in the id", swap("id: body:/id", "id: credential:api-key"));
        pages.put("secret in the id", swap("id: body:/id", "id: \"{secret}\""));
        pages.put("token place", swap("id: body:/id", "id: \"{token:x}\""));
        pages.put("time of the attempt in the id", swap("id: body:/id", "id: [body:/id, timestamp]"));
        pages.put("no id", swap("id: body:/id, ", ""));
        pages.put("empty id", swap("id: body:/id", "id: []"));
        pages.put("many ids", swap("id: body:/id", "id: body:/ids/*"));
        pages.put("version of nothing", swap("type: body:/type", "type: body:/type, version: body:/v"));
        pages.put("answer 500", GOOD + "answer: { status: 500 }\n");
        pages.put("answer html", GOOD + "answer: { content-type: text/html, body: x }\n");
        pages.put("answer refused", GOOD + "answer: { refused: 200 }\n");
        pages.put("answer with a template", GOOD + "answer: { body: \"{body:/x}\" }\n");
        pages.put("JSON answer with a template", GOOD + "answer: { json: { a: \"{body:/x}\" } }\n");
        pages.put("answer that is never given", GOOD + "answer: [{ status: 200 }, { status: 204 }]\n");
        pages.put("answer for some alone", GOOD + "answer: { when: { \"query:a\": b }, status: 204 }\n");
        pages.put("deliveries by OPTIONS", GOOD + "methods: [OPTIONS]\n");
        pages.put("deliveries by nothing", GOOD + "methods: []\n");
        pages.put("attempt beside an item's hash", swap("id: body:/id", "id: \"{timestamp}.{item|sha256-hex}\""));
        pages.put("attempt beside a hash", swap("id: body:/id", "id: [timestamp, \"{body|sha256-hex}\"]"));
        pages.put("header without a name", swap("header:X-Sig#v1", "header:$"));
        pages.put("header named like no parameter", swap("header:X-Sig#v1", "header:$X-Sig"));
        pages.put("required presence", swap("  key: utf8", "  key: utf8\n  require: { \"header:X-Org\": present }"));
        pages.put("tolerance of a header", swap("tolerance: 5m", "tolerance: header:X-Tolerance"));
        pages.put("equals without weakness", swap("scheme: hmac", "scheme: equals"));
        pages.put(
                "jws with HS256",
                "title: T\nsignature: { scheme: jws, algorithm: [es256, hs256], value: header:J }\nevent: { id: body:/id, type: body:/type }\n");
        pages.put("certificate without hosts", certificate("url: header:U, subject: x"));
        pages.put("certificate from anywhere", certificate("url: header:U, hosts: [\"*\"], subject: x"));
        pages.put("certificate from *.com", certificate("url: header:U, hosts: [\"*.com\"], subject: x"));
        pages.put("keys over http", jws("request: GET /keys, base-url: \"http://keys.example.com\", take: page:/keys"));
        pages.put("keys from the token", jws("request: GET /keys, base-url: \"{claim:/iss}\", take: page:/keys"));
        pages.put("keys from a header", jws("request: GET /keys, base-url: header:X-Jku, take: page:/keys"));
        pages.put(
                "a POST for keys without a body",
                jws("request: POST /keys, base-url: https://a.example.com, take: page"));
        pages.put(
                "a credential in a key's URL",
                jws("request: \"GET /keys/{credential:key}\", base-url: https://a.example.com, take: page"));
        pages.put("split of an empty condition", GOOD + "split: { paths: \"body:/*\", when: {} }\n");
        pages.put("split with a condition alone", GOOD + "split: { when: { \"header:X\": present } }\n");
        pages.put(
                "unsigned confirmation",
                handshake(
                        "kind: confirm-url, method: POST, when: { \"body:/T\": S }, signed: false, url: body:/U, hosts: [a.example.com]"));
        pages.put(
                "handshake that does not say",
                handshake("method: GET, when: { \"query:c\": present }, answer: { body: \"{query:c}\" }"));
        pages.put(
                "handshake as html",
                handshake(
                        "method: GET, when: { \"query:c\": present }, signed: false, answer: { content-type: text/html, body: \"{query:c}\" }"));
        pages.put(
                "handshake refused with 200",
                handshake(
                        "method: GET, when: { \"query:c\": present }, signed: false, refused: 200, answer: { status: 200 }"));
        pages.put(
                "handshake by PUT",
                handshake("method: PUT, when: { \"query:c\": present }, signed: false, answer: { status: 200 }"));
        pages.put(
                "unnamed alternatives",
                "title: T\nsignature:\n  - &a { scheme: equals, value: header:A, weakness: a token only }\n  - *a\nevent: { id: body:/id, type: body:/type }\n");
        pages.put("only opt-in", swap("scheme: hmac", "opt-in: true\n  scheme: hmac"));
        pages.put(
                "too many candidates",
                swap("key: utf8", "key: [utf8, base64, hex]")
                        .replace("encoding: hex", "encoding: [hex, base64, base64url]"));
        pages.put("class tag", swap("title: Good", "title: !!java.net.URL [\"http://x\"]"));
        pages.put("alias", swap("title: Good", "title: &a Good\ndocs: [*a]"));
        pages.put("second document", GOOD + "---\n" + GOOD);
        pages.put("http docs", GOOD + "docs: [\"http://example.com\"]\n");
        pages.put("no YAML", "title: [");
        pages.put("nothing", "");
        pages.put("a list", "- a\n");
        pages.put("split of one thing", GOOD + "split: body:/a\n");
        pages.put("split of a header", GOOD + "split: header:X\n");
        pages.put("two kinds of split", GOOD + "split: [\"body:/*\", xml:/a]\n");
        pages.put("duration without a unit", GOOD + "answer-within: 5\n");
        pages.put("broken pattern", GOOD + "params: { a: { pattern: \"[\" } }\n");
        pages.putAll(PullHostilePages.pages());
        return pages;
    }

    private static String swap(String from, String to) {
        assertTrue(GOOD.contains(from), from);
        return GOOD.replace(from, to);
    }

    private static String handshake(String inner) {
        return GOOD + "handshake: [{ " + inner + " }]\n";
    }

    private static String jws(String keys) {
        return "title: T\nsignature: { scheme: jws, algorithm: es256, value: header:J, body-hash: /h, timestamp: { at: \"claim:/iat\", format: unix-seconds, tolerance: 5m }, keys: { "
                + keys + " } }\nevent: { id: body:/id, type: body:/type }\n";
    }

    private static String certificate(String inner) {
        return "title: T\nsignature: { scheme: public-key, algorithm: rsa-sha256, value: header:S, encoding: base64, signed: \"{body}\", certificate: { "
                + inner + " } }\nevent: { id: body:/id, type: body:/type }\n";
    }

    @TestFactory
    Stream<DynamicTest> eachIsRefusedWithItsLine() {
        return hostile().entrySet().stream()
                .map(page -> dynamicTest(page.getKey(), () -> {
                    Misconfigured refused =
                            assertThrows(Misconfigured.class, () -> Vendor.read("p", "p.yaml", page.getValue()));
                    for (Mistake mistake : refused.mistakes()) {
                        assertTrue(mistake.where().matches("p\\.yaml:[1-9][0-9]*:[1-9][0-9]*"), mistake::toString);
                        assertTrue(
                                !mistake.fault().isBlank() && !mistake.allowed().isBlank(), mistake::toString);
                    }
                }));
    }

    @Test
    void theGoodPageIsGood() {
        assertEquals("Good", Vendor.read("p", "p.yaml", GOOD).title());
    }

    @Test
    void everyMistakeOfAPageIsToldWithItsPlace() {
        String page = """
                titel: Bad
                signature:
                  scheme: hmac
                  algorithm: md5
                  value: heder:X-Sig
                  encoding: hex
                  signed: "{timestamp}"
                  timestamp: { at: header:T, format: unix, tolerance: 0s }
                  key: utf8
                event: { id: body:/id, kind: body:/type }
                """;
        Misconfigured refused = assertThrows(Misconfigured.class, () -> Vendor.read("bad", "bad.yaml", page));
        List<String> told = refused.mistakes().stream()
                .map(mistake -> mistake.where() + " " + mistake.key())
                .toList();
        for (String expected : List.of(
                "bad.yaml:1:1 title",
                "bad.yaml:1:1 titel",
                "bad.yaml:4:14 signature.algorithm",
                "bad.yaml:5:10 signature.value",
                "bad.yaml:8:38 signature.timestamp.format",
                "bad.yaml:8:55 signature.timestamp.tolerance",
                "bad.yaml:3:3 signature.weakness",
                "bad.yaml:10:8 event.type",
                "bad.yaml:10:24 event.kind")) {
            assertTrue(told.contains(expected), () -> expected + " is not in\n" + String.join("\n", told));
        }
    }
}
