package dev.holdfast.vendor;

/** A page with something of everything that the push side of pages may say. */
final class RichPage {
    static final String TEXT = """
            title: Rich
            docs: ["https://a.example/docs"]
            answer-within: 7s
            retries-for: 3d
            params:
              org: { pattern: "[a-z]+", about: the organisation }
              topics: { list: "[a-z.]+", default: [a, b] }
              kinds: { rows: { path: "[a-z]*", name: "[A-Z]+" }, default: [{ path: p, name: N }] }
            methods: [POST, DELETE]
            signature:
              - { name: mac, scheme: hmac, algorithm: sha256, value: header:X-Mac, encoding: hex, key: utf8, signed: "{timestamp}.{body}", prefix: "v0=", pairs: list, per-item: false, opt-in: true, timestamp: { at: header:X-Time, format: unix-seconds, tolerance: 5m }, require: { "header:X-Org": "{param:org}" } }
              - { name: hash, scheme: digest, algorithm: sha256, value: header:X-Hash, encoding: hex, signed: "{secret}{body}", weakness: a plain hash only }
              - { name: own, scheme: public-key, algorithm: ed25519, value: header:X-Own, encoding: hex, key: raw-hex, signed: "{body}" }
              - { name: cert, scheme: public-key, algorithm: rsa-sha256, value: header:X-Cert, encoding: base64, signed: "{body}", certificate: { url: header:X-Url, hosts: ["*.example.com"], subject: a.example.com } }
              - { name: token, scheme: equals, value: header:X-Token, encoding: base64, weakness: a token only }
              - { name: jws, scheme: jws, algorithm: es256, value: header:X-Jws, body-hash: /hash, timestamp: { at: claim:/iat, format: unix-seconds, tolerance: 5m }, keys: { request: POST /key, base-url: "https://{param:org}.example.com", json: { id: "{kid}", key: "{credential:own-key}" }, take: page:/key } }
              - { name: sns, scheme: sns, algorithm: rsa-sha256, require: { "body:/TopicArn": "{param:topics}" } }
            handshake:
              - { method: GET, when: { "query:challenge": present }, signed: false, require: { "header:X-Want": "yes", "header:X-No": absent }, token: query:token, refused: 403, answer: { status: 201, content-type: text/plain, body: "{query:challenge}", headers: { X-Told: "{query:more}" } } }
              - { method: POST, when: { "header:X-Ask": absent }, signed: true, answer: { json: { told: "{header:X-Told}", type: 1 } } }
              - { kind: confirm-url, method: POST, when: { "body:/T": S }, signed: true, url: body:/U, hosts: [a.example.com] }
              - { kind: capture-secret, method: POST, when: { "header:X-Hook": present }, signed: false, header: X-Hook, open-for: 6m }
            split: { paths: ["body:/events/*", "body:/more/*"], when: { "header:X-Batch": present } }
            event:
              when: { "item:/kind": [order, "refund.*"] }
              id: [param:kinds, item:/id]
              type: { first: [item:/type, "{item:/a}.{item:/b}"] }
              time: { at: item:/at, format: [iso, unix-seconds], precision: millis }
              tenant: item:/tenant
              object: item:/object
              version: { at: item:/changed, format: iso }
            answer:
              - { when: { "query:wide": "yes" }, json: { wide: true } }
              - { status: 202, content-type: application/json, body: ok }
            """;

    private RichPage() {}

    /** The page with something else in the place of a text that it has. */
    static String with(String text, String instead) {
        if (!TEXT.contains(text)) {
            throw new AssertionError("not in the page: " + text);
        }
        return TEXT.replace(text, instead);
    }

    static Page page() {
        return Vendor.read("rich", "rich.yaml", TEXT).page();
    }
}
