package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page looks at, wherever it says so. */
class PageUseTest {
    private static final String TOKEN = "signature: { scheme: equals, value: header:X, weakness: a token only }\n";
    private static final String EVENT = "event: { id: header:X-Id, type: text:t }\n";
    private static final String ORG = "params: { org: { pattern: \"[a-z]+\" } }\n";

    private static Page read(String page) {
        return Vendor.read("p", "p.yaml", "title: T\n" + page).page();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signature: { scheme: equals, value: header:X, weakness: a token only, require: { \"header:X-Org\": \"{param:org}\" } }",
                "signature: { scheme: hmac, algorithm: sha256, value: header:X, encoding: hex, key: utf8, signed: \"{body}{param:org}\" }",
                "signature: { scheme: hmac, algorithm: sha256, value: header:X, encoding: hex, key: utf8, signed: \"{body}\", require: { \"header:X-Org\": \"{param:org}\" } }",
                "signature: { scheme: digest, algorithm: sha256, value: header:X, encoding: hex, signed: \"{secret}{body}{param:org}\", weakness: a plain hash }",
                "signature: { scheme: digest, algorithm: sha256, value: header:X, encoding: hex, signed: \"{secret}{body}\", weakness: a plain hash, require: { \"header:X-Org\": \"{param:org}\" } }",
                "signature: { scheme: public-key, algorithm: ed25519, value: header:X, encoding: hex, key: raw-hex, signed: \"{body}{param:org}\" }",
                "signature: { scheme: public-key, algorithm: ed25519, value: header:X, encoding: hex, key: raw-hex, signed: \"{body}\", require: { \"header:X-Org\": \"{param:org}\" } }",
                "signature: { scheme: jws, algorithm: es256, value: header:J, body-hash: /h, timestamp: { at: \"claim:/iat\", format: unix-seconds, tolerance: 5m }, keys: { request: GET /k, base-url: \"https://{param:org}.example.com\", take: page } }",
                "signature: { scheme: jws, algorithm: es256, value: header:J, body-hash: /h, timestamp: { at: \"claim:/iat\", format: unix-seconds, tolerance: 5m }, keys: { request: GET /k, base-url: \"https://a.example.com\", take: page }, require: { \"header:X-Org\": \"{param:org}\" } }",
                "signature: { scheme: sns, algorithm: rsa-sha256, require: { \"body:/TopicArn\": \"{param:org}\" } }",
                "signature: { scheme: equals, value: header:$org, weakness: a token only }",
                "signature: { scheme: hmac, algorithm: sha256, value: header:$org, encoding: hex, key: utf8, signed: \"{body}\" }",
                "signature: { scheme: hmac, algorithm: sha256, value: header:X, encoding: hex, key: utf8, signed: \"{header:$org}{body}\" }"
            })
    void aSignatureNamesItsParameters(String signature) {
        assertEquals(Set.of("org"), params(signature + "\n" + EVENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: { id: [header:X-Id, param:org], type: text:t }",
                "event: { id: header:X-Id, type: { first: [header:X-Type, param:org] } }",
                "event: { id: header:X-Id, type: text:t, tenant: param:org }",
                "event: { id: header:X-Id, type: text:t, time: { at: param:org, format: iso } }",
                "event: { id: header:X-Id, type: text:t, object: param:org }",
                "event: { id: header:X-Id, type: text:t, object: header:X-O, version: param:org }",
                "event: { id: header:X-Id, type: text:t, object: header:X-O, version: { at: param:org, format: iso } }",
                "event: { when: { header:X-Org: \"{param:org}\" }, id: header:X-Id, type: text:t }",
                "event: { id: header:$org, type: text:t }",
                "event: { id: header:X-Id, type: text:t }\nanswer: [{ when: { header:X-Org: \"{param:org}\" }, status: 204 }, { status: 200 }]",
                "event: { id: header:X-Id, type: text:t }\nsplit: { paths: \"body:/*\", when: { header:X-Org: \"{param:org}\" } }"
            })
    void anEventNamesItsParameters(String event) {
        assertEquals(Set.of("org"), params(TOKEN + event + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ method: GET, when: { header:X-Org: \"{param:org}\" }, signed: false, answer: { body: ok } }",
                "{ method: GET, when: { header:X-Org: present }, signed: false, answer: { body: \"{param:org}\" } }",
                "{ method: GET, when: { header:X-Org: present }, signed: false, answer: { headers: { X: \"{param:org}\" } } }",
                "{ method: GET, when: { header:X-Org: present }, signed: false, answer: { json: { a: 1, b: \"{param:org}\" } } }",
                "{ method: GET, when: { header:X-Org: present }, signed: false, require: { header:X-Org: \"{param:org}\" }, answer: { body: ok } }",
                "{ kind: confirm-url, method: POST, when: { header:X-Org: \"{param:org}\" }, signed: true, url: body:/U, hosts: [a.example.com] }"
            })
    void aHandshakeNamesItsParameters(String handshake) {
        assertEquals(Set.of("org"), params(TOKEN + EVENT + "handshake: " + handshake + "\n"));
    }

    @Test
    void aWindowNamesItsParameter() {
        String page =
                "params: { w: { pattern: x, default: 5m } }\nsignature: { scheme: hmac, algorithm: sha256, value: header:X, encoding: hex, key: utf8,"
                        + " signed: \"{timestamp}{body}\", timestamp: { at: header:T, format: unix-seconds, tolerance: param:w } }\n";
        Page read = read(page + EVENT);
        assertEquals(Set.of("w"), PageUse.params(read, read.signatures()));
    }

    private static Set<String> params(String page) {
        Page read = read(ORG + page);
        return PageUse.params(read, read.signatures());
    }

    @ParameterizedTest
    @CsvSource({
        "header:X-Id, false",
        "xml:/id, false",
        "query:id, false",
        "body:/id, true",
        "item:/id, true",
        "up:/id, true",
        "item, false"
    })
    void anEventThatIsReadFromJson(String id, boolean json) {
        assertEquals(json, PageUse.readsJson(read(TOKEN + "event: { id: " + id + ", type: text:t }\n")));
    }

    @Test
    void aSignatureOverTheUrl() {
        String page = "signature: { scheme: hmac, algorithm: sha256, value: header:X, encoding: hex, key: utf8,"
                + " signed: \"{url}{body}\" }\n" + EVENT;
        assertEquals(true, PageUse.signsUrl(read(page).signatures()));
        assertEquals(
                false, PageUse.signsUrl(read(page.replace("{url}", "{method}")).signatures()));
    }

    @Test
    void whatIsNamedNowhereIsToldForEach() {
        assertEquals(
                List.of("params: 'org' is named nowhere"),
                assertThrows(Misconfigured.class, () -> params(TOKEN + EVENT)).mistakes().stream()
                        .map(mistake -> mistake.key() + ": " + mistake.fault())
                        .toList());
    }
}
