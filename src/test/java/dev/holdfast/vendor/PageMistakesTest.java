package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a page is told with its key, and nothing beside it. */
class PageMistakesTest {
    private static List<String> mistakes(String page) {
        return assertThrows(Misconfigured.class, () -> Vendor.read("rich", "rich.yaml", page)).mistakes().stream()
                .map(mistake -> mistake.key() + ": " + mistake.fault())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: Rich|title: Rich\noops: 1|oops",
                "{ pattern: |{ oops: 1, pattern: |params.org.oops",
                "{ list: |{ oops: 1, list: |params.topics.oops",
                "{ rows: |{ oops: 1, rows: |params.kinds.oops",
                "{ name: mac,|{ oops: 1, name: mac,|signature[0].oops",
                "{ at: header:X-Time,|{ oops: 1, at: header:X-Time,|signature[0].timestamp.oops",
                "{ name: hash,|{ oops: 1, name: hash,|signature[1].oops",
                "{ name: own,|{ oops: 1, name: own,|signature[2].oops",
                "{ url: |{ oops: 1, url: |signature[3].certificate.oops",
                "{ name: token,|{ oops: 1, name: token,|signature[4].oops",
                "{ name: jws,|{ oops: 1, name: jws,|signature[5].oops",
                "{ request: |{ oops: 1, request: |signature[5].keys.oops",
                "{ name: sns,|{ oops: 1, name: sns,|signature[6].oops",
                "{ method: GET,|{ oops: 1, method: GET,|handshake[0].oops",
                "{ status: 201,|{ oops: 1, status: 201,|handshake[0].answer.oops",
                "{ json: { told|{ oops: 1, json: { told|handshake[1].answer.oops",
                "{ kind: confirm-url,|{ oops: 1, kind: confirm-url,|handshake[2].oops",
                "{ kind: capture-secret,|{ oops: 1, kind: capture-secret,|handshake[3].oops",
                "{ paths: |{ oops: 1, paths: |split.oops",
                "  tenant: |  oops: 1\n  tenant: |event.oops",
                "{ first: |{ oops: 1, first: |event.type.oops",
                "{ at: item:/at,|{ oops: 1, at: item:/at,|event.time.oops",
                "{ at: item:/changed,|{ oops: 1, at: item:/changed,|event.version.oops",
                "{ status: 202,|{ oops: 1, status: 202,|answer[1].oops"
            })
    void aKeyThatNobodyKnowsIsToldWhereverItStands(String change) {
        String[] parts = change.split("\\|");
        assertEquals(List.of(parts[2] + ": is no key here"), mistakes(RichPage.with(parts[0], parts[1])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title: Rich | title: ' ' | title: is empty",
                "title: Rich | title: [] | title: is no text",
                "https://a.example/docs | http://a.example | docs[0]: is no https URL",
                "7s | 07s | answer-within: '07s' is no duration",
                "3d | 3w | retries-for: '3w' is no duration",
                "org: { | Org: { | params.Org: has no plain name",
                "[a-z]+ | [a-z | params.org.pattern: '[a-z' is no pattern",
                "[a-z.]+ | ( | params.topics.list: '(' is no pattern",
                "[A-Z]+ | ( | params.kinds.rows.name: '(' is no pattern",
                "name: mac, |  | signature[0].name: is missing",
                "name: mac, | name: Mac, | signature[0].name: 'Mac' is no name",
                "name: mac, | name: hash, | signature[1].name: is the name of two",
                "scheme: hmac, | scheme: mac, | signature[0].scheme: 'mac' is no scheme",
                "scheme: hmac, |  | signature[0].scheme: is missing",
                "algorithm: sha256, value: header:X-Mac | algorithm: md5, value: header:X-Mac | signature[0].algorithm: 'md5' is none of them",
                "key: utf8 | key: [utf8, hex, base64, whsec, utf8, hex, utf8, hex, hex] | signature[0].signed: makes too many candidates with key and encoding",
                "pairs: list | pairs: line | signature[0].pairs: 'line' is no style of pairs",
                "per-item: false | per-item: no | signature[0].per-item: 'no' is no answer",
                "{ at: header:X-Time, | { at: text:now, | signature[0].timestamp.at: 'text:now' looks where it may not",
                "format: unix-seconds, tolerance: 5m }, require | format: unix, tolerance: 5m }, require | signature[0].timestamp.format: 'unix' is none of them",
                "tolerance: 5m }, require | tolerance: 999ms }, require | signature[0].timestamp.tolerance: is no window",
                "tolerance: 5m }, require | tolerance: 86401s }, require | signature[0].timestamp.tolerance: is no window",
                "tolerance: 5m }, require | tolerance: 5 }, require | signature[0].timestamp.tolerance: '5' is no duration",
                "{timestamp}.{body} | {timestamp}. | signature[0].weakness: is missing: signed does not hold the whole body",
                "{timestamp}.{body} | {body} | signature[0].timestamp: is not signed",
                "timestamp: { at: header:X-Time, format: unix-seconds, tolerance: 5m }, |  | signature[0].timestamp: is missing, and signed has {timestamp}",
                "\"header:X-Org\": \"{param:org}\" | \"header:X-Org\": present | signature[0].require: asks for less than a text",
                "\"header:X-Org\": \"{param:org}\" | \"header:X-Org\": \"a*\" | signature[0].require: asks for less than a text",
                "\"header:X-Org\": \"{param:org}\" | \"item~\": x | signature[0].require: asks for less than a text",
                "\"header:X-Org\": \"{param:org}\" |  | signature[0].require: has no condition",
                "\"header:X-Org\": \"{param:org}\" | \"text:x\": x | signature[0].require.text:x: 'text:x' looks where it may not",
                "{secret}{body} | {body} | signature[1].signed: has no {secret}: anyone can hash",
                ", weakness: a plain hash only |  | signature[1].weakness: is missing: a plain hash is no signature",
                "a plain hash only | a hash | signature[1].weakness: says too little",
                "key: raw-hex, |  | signature[2].key: stands with certificate, or neither does",
                "certificate: { | key: spki, certificate: { | signature[3].key: stands with certificate, or neither does",
                "algorithm: ed25519 | algorithm: rsa-sha256 | signature[2].key: is bare bytes, which only ed25519 has",
                "header:X-Url | text:x | signature[3].certificate.url: 'text:x' looks where it may not",
                "\"*.example.com\" | \"*.com\" | signature[3].certificate.hosts[0]: pins no host",
                ", weakness: a token only |  | signature[4].weakness: is missing: a secret that travels with the request proves no body",
                "body-hash: /hash, |  | signature[5].weakness: is missing: a token without body-hash proves no body",
                "body-hash: /hash | body-hash: hash | signature[5].body-hash: 'hash' is no path",
                "https://{param:org} | http://{param:org} | signature[5].keys.base-url: is no place of the vendor's",
                "POST /key | PUT /key | signature[5].keys.request: is no request",
                "POST /key | GET /key | signature[5].keys.json: goes with POST, and with nothing else",
                "{kid} | {jku} | signature[5].keys.json.id: has a slot that is none",
                "page:/key | body:/key | signature[5].keys.take: 'body:/key' is nothing of the answer",
                ", require: { \"body:/TopicArn\": \"{param:topics}\" } | , weakness: \"{param:topics} {param:topics}\" | signature[6].require: is missing: every account at Amazon can sign",
            })
    void whatIsWrongIsToldWithItsKey(String text, String instead, String mistake) {
        List<String> mistakes = mistakes(RichPage.with(text, instead == null ? "" : instead));
        assertTrue(mistakes.contains(mistake), mistakes::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "method: GET | method: PUT | handshake[0].method: 'PUT' is no method for a handshake",
                "signed: false, require | require | handshake[0].signed: is missing",
                "signed: false, require | signed: no, require | handshake[0].signed: 'no' is no answer",
                "refused: 403 | refused: 200 | handshake[0].refused: '200' is no answer to a handshake that is refused",
                "\"header:X-Want\": \"yes\" | \"header:X-Want\": present | handshake[0].require: asks for less than a text",
                "\"header:X-No\": absent | \"header:X-No~\": absent | handshake[0].require: asks for less than a text",
                "methods: [POST, DELETE] | methods: [POST, TRACE] | methods[1]: 'TRACE' brings no deliveries",
                "methods: [POST, DELETE] | methods: [] | methods: is an empty list",
                "query:token | text:x | handshake[0].token: 'text:x' looks where it may not",
                "status: 201 | status: 301 | handshake[0].answer.status: '301' is no answer to an accepted delivery",
                "content-type: text/plain | content-type: text/html | handshake[0].answer.content-type: 'text/html' is no content type for a vendor",
                "{query:challenge}\", headers | {secret}\", headers | handshake[0].answer.body: '{secret}' looks where it may not",
                "{query:more} | query:more} | handshake[0].answer.headers.X-Told: 'query:more}' has a lone brace",
                "{ json: { told | { body: x, json: { told | handshake[1].answer.json: stands beside body",
                "{header:X-Told} | {headers:X-Told} | handshake[1].answer.json.told: 'headers:X-Told' is no place",
                "kind: confirm-url | kind: confirm | handshake[2].kind: 'confirm' is no handshake",
                "S }, signed: true | S }, signed: false | handshake[2].signed: cannot be false here",
                "kind: confirm-url, method: POST | kind: confirm-url, method: GET | handshake[2].method: cannot be GET here",
                "url: body:/U | url: text:x | handshake[2].url: 'text:x' looks where it may not",
                "hosts: [a.example.com] | hosts: [] | handshake[2].hosts: is an empty list",
                "signed: false, header | signed: true, header | handshake[3].signed: cannot be true here",
                "kind: capture-secret, method: POST | kind: capture-secret, method: OPTIONS | handshake[3].method: cannot be OPTIONS here",
                "6m | 6 | handshake[3].open-for: '6' is no duration",
                "\"body:/more/*\" | \"xml:/more\" | split.paths: mixes body: and xml:",
                "\"body:/more/*\" | \"body:/more\" | split.paths[1]: 'body:/more' splits nothing",
                "\"body:/more/*\" | \"xml:/a/*\" | split.paths[1]: 'xml:/a/*' splits nothing",
                "\"body:/more/*\" | \"body:/more/*#a\" | split.paths[1]: 'body:/more/*#a' splits nothing",
                "\"body:/more/*\" | \"body:/more/*~\" | split.paths[1]: 'body:/more/*~' splits nothing",
                "{ \"header:X-Batch\": present } | {} | split.when: has no condition",
                "per-item: false | per-item: true | split: has a when beside a signature in each item",
                "item:/kind\": | credential:x\": | event.when.credential:x: 'credential:x' looks where it may not",
                "[param:kinds, item:/id] | [timestamp, param:kinds] | event.id: has the time of the attempt in it, another on every retry",
                "item:/type, | item:/types/*, | event.type.first[0]: 'item:/types/*' stands for several texts",
                "{ first: [item:/type, \"{item:/a}.{item:/b}\"] } | { first: [] } | event.type.first: is an empty list",
                "format: [iso, unix-seconds] | format: [iso, day] | event.time.format[1]: 'day' is none of them",
                "precision: millis | precision: days | event.time.precision: 'days' is none of them",
                "object: item:/object |  | event.version: is of no object",
                "body: ok | body: \"{ok\" | answer[1].body: has braces, and is no template",
                "body: ok | body: \"ok}\" | answer[1].body: has braces, and is no template",
                "status: 202 | status: 404 | answer[1].status: '404' is no answer to an accepted delivery",
                "application/json, body | text/csv, body | answer[1].content-type: 'text/csv' is no content type for a vendor",
                "{ when: { \"query:wide\": \"yes\" }, json | { json | answer[0]: has no when, and those after it are never given",
                "{ status: 202, | { when: { \"query:a\": b }, status: 202, | answer[1]: has a when, and is for all that is left",
                "json: { wide: true } | json: { wide: [\"{query:x}\"] } | answer[0].json: is no object of literal values",
                "json: { wide: true } | json: [wide] | answer[0].json: is no object of literal values",
                "json: { wide: true } | json: { wide: true }, body: x | answer[0].json: stands beside body"
            })
    void whatIsWrongInAHandshakeASplitOrAnEventIsToldToo(String text, String instead, String mistake) {
        whatIsWrongIsToldWithItsKey(text, instead, mistake);
    }

    private static final String TIME = "timestamp: { at: header:X-Time, format";

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "{timestamp}.{body} ^ {timestamp}.{body|sorted-json}",
                "{timestamp}.{body} ^ {timestamp}.{form|sorted-pairs}",
                "\"{timestamp}.{body}\" ^ [\"{timestamp}.{body}\", \"{body}{timestamp}\"]"
            })
    void aSignatureMayCoverTheBodyInOtherWays(String text, String instead) {
        assertEquals(
                "Rich",
                Vendor.read("rich", "rich.yaml", RichPage.with(text, instead)).title());
    }

    @Test
    void aTimeInTheSignedBodyIsSigned() {
        String page = RichPage.with("{timestamp}.{body}", "{body}");
        String good = page.replace(TIME, "timestamp: { at: body:/time, format");
        assertEquals("Rich", Vendor.read("rich", "rich.yaml", good).title());
        assertEquals(List.of("signature[0].timestamp: is not signed"), mistakes(page));
        assertEquals(
                List.of("signature[0].timestamp: is not signed"),
                mistakes(good.replace(
                        "signed: \"{body}\", prefix",
                        "signed: [\"{body}\", \"{url}\"], weakness: proves no body at all, prefix")));
    }

    @Test
    void aSignedUrlCoversABodyWhoseHashIsInIt() {
        String page = RichPage.with("{timestamp}.{body}", "{timestamp}.{url}");
        String weak = "signature[0].weakness: is missing: signed does not hold the whole body";
        assertEquals(List.of(weak), mistakes(page));
        String tied = page.replace("\"header:X-Org\":", "\"query:hash\": \"{body|sha256-hex}\", \"header:X-Org\":");
        assertEquals("Rich", Vendor.read("rich", "rich.yaml", tied).title());
        assertEquals(List.of(weak), mistakes(tied.replace("{body|sha256-hex}", "{body|crc32}")));
    }

    @Test
    void everyMistakeIsToldInTheOrderOfThePageAndOnce() {
        String page =
                RichPage.with("title: Rich", "titel: Rich").replace("signed: \"{secret}{body}\"", "signed: [a, b]");
        List<String> mistakes = mistakes(page);
        assertEquals("title: is missing", mistakes.get(0));
        assertTrue(mistakes.contains("titel: is no key here"), mistakes::toString);
        assertEquals(mistakes.stream().distinct().toList(), mistakes);
    }
}
