package dev.holdfast.vendor;

/** A page with something of everything that the pull side of pages may say. */
final class RichPull {
    static final String TEXT = HostilePagesTest.GOOD.replace(
                    "type: body:/type }", "type: body:/type, object: body:/o, version: { at: body:/at, format: iso } }")
            + """
            params:
              account: { pattern: "[a-z]+" }
              kinds: { list: "[a-z]+" }
            pull:
              base-url: "https://{param:account}.example.com"
              auth:
                - { scheme: bearer, token: credential:api-key }
                - { scheme: header, name: X-Key, prefix: "Key ", token: credential:other-key }
                - { scheme: basic, user: credential:login, password: credential:password }
                - { scheme: basic, user: param:account }
                - { scheme: oauth2, grant: refresh-token, token-url: "https://auth.example.com/{param:account}/t", client: basic, scope: read, prefix: Token, rotates: true }
              headers: { X-Account: "{param:account}", X-App: "{credential:app}" }
              errors:
                - { when: { status: ["409"] }, means: split }
              lists:
                events:
                  request: GET /v1/events
                  headers: { X-List: "{from}" }
                  query: { limit: 100, from: "{from}", to: "{to}", cursor: "{next}" }
                  window: { format: iso, from: inclusive, to: exclusive, order: oldest-first, grain: 1m, step: 1h, lookback: 30d, lag: 2m, overlap: 3m, by: { at: item:/at, format: iso } }
                  page: { style: cursor, take: page:/next, more: page:/more, done: page:/done }
                  cap: { items: 1000, total: page:/total }
                  items: page:/data
                  delivery: { body: item:/payload, headers: { X-Topic: item:/topic } }
                  opt-in: true
                records:
                  for-each: kinds
                  request: GET /v1/{each}
                  query: { start: "{next}" }
                  scan: { by: { at: item:/at, format: iso }, order: newest-first }
                  page: { style: number, first: 1, size: 50 }
                  items: ["page:/{each}", "page:/more~"]
                  record:
                    - { when: { item:/deleted: "true" }, object: item:/id, version: { at: item:/at, format: iso }, within: 9s, type: "{each}.deleted", time: { at: item:/at, format: iso } }
                    - { object: item:/id, version: { at: item:/at, format: iso }, type: text:changed }
                places:
                  request: GET /v1/places
                  query: { at: "{position}" }
                  position: { take: page:/p, more: page:/more, lookback: 7d }
                  items: page:/data
                  delivery: { item: item, within: events, headers: item:/headers }
                details:
                  request: POST /v1/search
                  json: { limit: 10, when: { after: "{from|number}" }, tags: ["{from}", fixed], page: "{next}" }
                  window: { format: unix-seconds, from: exclusive, to: none, by: { at: item:/at, format: iso } }
                  page: { style: offset, more: page:/more }
                  items: page
                  detail: GET /v1/events/{item:/id}
                  delivery: { id: item:/id, body: detail:/payload }
              budget:
                - { style: window, calls: 10, per: 1s, share: 20%, remaining: header:X-Left, limit: header:X-Limit, used-of: header:X-Used, reset: { at: header:X-Reset, format: millis-left } }
                - { style: day, calls: 1000, resets: "06:30" }
                - { style: bucket, size: 40, refill: 2.5, per: 1s, points: 3, cost: page:/cost }
                - { style: concurrent, calls: 2 }
            """;

    private RichPull() {}

    /** The page with something else in the place of a text that it has. */
    static String with(String text, String instead) {
        if (!TEXT.contains(text)) {
            throw new AssertionError("not in the page: " + text);
        }
        return TEXT.replace(text, instead);
    }
}
