package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pull sides that would take credentials elsewhere, show them, run in circles or lose rows. */
final class PullHostilePages {
    static final String GOOD = HostilePagesTest.GOOD + """
            params:
              account: { pattern: "[a-z]+" }
            pull:
              base-url: https://api.example.com
              auth: { scheme: bearer, token: credential:api-key }
              headers: { X-Account: "{param:account}" }
              lists:
                events:
                  request: GET /v1/events
                  query: { limit: 100, from: "{from}", to: "{to}", cursor: "{next}" }
                  window: { format: iso, from: inclusive, to: exclusive, by: { at: item:/at, format: iso } }
                  page: { style: cursor, take: page:/next }
                  items: page:/data
                  delivery: { body: item }
              budget: { style: window, calls: 10, per: 1s }
            """;

    private PullHostilePages() {}

    static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("pull over http", swap("https://api.example.com", "http://api.example.com"));
        pages.put("pull from a place that a request names", swap("https://api.example.com", "\"{header:X-Host}\""));
        pages.put("pull with a port", swap("https://api.example.com", "https://api.example.com:8443"));
        pages.put("pull with a user", swap("https://api.example.com", "https://u@api.example.com"));
        pages.put("a request of another host", swap("GET /v1/events", "GET https://evil.example/"));
        pages.put("a request of another authority", swap("GET /v1/events", "GET //evil.example/"));
        pages.put("a request that climbs", swap("GET /v1/events", "GET /v1/../admin"));
        pages.put("a request with a query", swap("GET /v1/events", "\"GET /v1/events?x=1\""));
        pages.put("a pull that deletes", swap("GET /v1/events", "DELETE /v1/events"));
        pages.put("a POST of nothing", swap("GET /v1/events", "POST /v1/events"));
        pages.put("a GET with a body", swap("items: page:/data", "items: page:/data\n      json: { a: 1 }"));
        pages.put("a credential in the path", swap("GET /v1/events", "\"GET /v1/{credential:api-key}\""));
        pages.put("a credential in the query", swap("limit: 100", "key: \"{credential:api-key}\""));
        pages.put("a credential in the type", record("object: item:/id, version: item:/v, type: credential:api-key"));
        pages.put("a literal secret", swap("credential:api-key", "sk_live_123456"));
        pages.put("a literal password", auth("scheme: basic, user: \"text:api\", password: hunter2"));
        pages.put("an unknown way to ask", auth("scheme: digest, token: credential:api-key"));
        pages.put("no way to ask", swap("  auth: { scheme: bearer, token: credential:api-key }\n", ""));
        pages.put("an empty list of ways to ask", swap("{ scheme: bearer, token: credential:api-key }", "[]"));
        pages.put(
                "a token from http",
                auth("scheme: oauth2, grant: client-credentials, token-url: \"http://a.example/t\""));
        pages.put(
                "a token from an answer",
                auth("scheme: oauth2, grant: client-credentials, token-url: page:/instance_url"));
        pages.put("an unknown grant", auth("scheme: oauth2, grant: password, token-url: \"https://a.example/t\""));
        pages.put(
                "no list",
                HostilePagesTest.GOOD + "pull: { base-url: https://a.example, auth: { scheme: none }, lists: {} }\n");
        pages.put("a list of capitals", swap("    events:", "    Events:"));
        pages.put(
                "window and scan together",
                swap("      page:", "      scan: { by: { at: item:/at, format: iso } }\n      page:"));
        pages.put(
                "neither window nor scan",
                swap(
                        "      window: { format: iso, from: inclusive, to: exclusive, by: { at: item:/at, format: iso } }\n",
                        ""));
        pages.put("a window that does not say its edges", swap(", from: inclusive, to: exclusive", ""));
        pages.put("a window without a time of the item's", swap(", by: { at: item:/at, format: iso }", ""));
        pages.put("an order that is none", swap("to: exclusive,", "to: exclusive, order: sideways,"));
        pages.put("a format that is none", swap("{ format: iso,", "{ format: excel,"));
        pages.put(
                "delivery and record together",
                swap(
                        "delivery: { body: item }",
                        "delivery: { body: item }\n      record: { object: item:/id, version: item:/v, type: text:t }"));
        pages.put("neither delivery nor record", swap("      delivery: { body: item }\n", ""));
        pages.put("a delivery of the page", swap("{ body: item }", "{ body: page }"));
        pages.put("a delivery of a header", swap("{ body: item }", "{ body: header:X }"));
        pages.put("a state that nothing is known by", record("type: text:t"));
        pages.put("a state without its version", record("object: item:/id, type: text:t"));
        pages.put("a version of nothing", record("id: item:/id, version: item:/v, type: text:t"));
        pages.put("a record without a type", record("object: item:/id, version: item:/v"));
        pages.put("a type from a header", record("object: item:/id, version: item:/v, type: header:X-Type"));
        pages.put("a page style that is none", swap("style: cursor", "style: scroll"));
        pages.put("a cursor from nowhere", swap("{ style: cursor, take: page:/next }", "{ style: cursor }"));
        pages.put("a cursor from an item's field", swap("take: page:/next", "take: item:/id"));
        pages.put(
                "counted pages without an end",
                swap("{ style: cursor, take: page:/next }", "{ style: number, first: 1 }"));
        pages.put(
                "pages of nothing",
                swap("{ style: cursor, take: page:/next }", "{ style: number, first: 1, size: 0 }"));
        pages.put("items of a header", swap("items: page:/data", "items: header:X"));
        pages.put("items by an expression", swap("items: page:/data", "items: \"page:/data[?x]\""));
        pages.put(
                "a detail without an id",
                swap("delivery: { body: item }", "detail: GET /v1/events/{item:/id}\n      delivery: { body: item }"));
        pages.put(
                "a detail by POST",
                swap(
                        "delivery: { body: item }",
                        "detail: POST /v1/events\n      delivery: { id: item:/id, body: item }"));
        pages.put(
                "a detail elsewhere",
                swap(
                        "delivery: { body: item }",
                        "detail: \"GET {item:/url}\"\n      delivery: { id: item:/id, body: item }"));
        pages.put("a file of any host", file("url: page:/url, hosts: [\"*\"], items: page:/data"));
        pages.put("a file of a host with a port", file("url: page:/url, hosts: [\"a.example:81\"], items: page:/data"));
        pages.put("a file of hosts that nobody names", file("url: page:/url, items: page:/data"));
        pages.put("a file of what a header names", file("url: item:/url, hosts: [a.example], items: page:/data"));
        pages.put(
                "a file of a window",
                swap(
                        "      items: page:/data\n",
                        "      file: { url: page:/u, hosts: [a.example], items: page:/d }\n"));
        pages.put("branches that are counted", branch("take: item:/id, page: { style: number, size: 5 },"));
        pages.put("branches to nowhere", branch(""));
        pages.put("a branch elsewhere", branch("take: item:/id,").replace("GET /v1/b/{branch}", "GET {branch}"));
        pages.put("a reach without branches", swap("to: exclusive,", "to: exclusive, reach: 7d,"));
        pages.put("a token that a literal signs", auth("scheme: jwt, issuer: credential:app, key: secret"));
        pages.put("a token that nobody signs", auth("scheme: jwt, issuer: credential:app"));
        pages.put(
                "a token in two headers",
                auth(
                        "scheme: oauth2, grant: client-credentials, token-url: \"https://a.example/t\", header: \"A: B\""));
        pages.put(
                "a list that anybody reads",
                swap("items: page:/data", "items: page:/data\n      auth: { scheme: open }"));
        pages.put(
                "an event that tells of one thing",
                GOOD.replace(
                        "type: body:/type }", "type: body:/type, object: item:/o, version: item:/v, tells: body:/o }"));
        pages.put("a cap of nothing", swap("items: page:/data", "items: page:/data\n      cap: { items: 0 }"));
        pages.put(
                "an error that means nothing known",
                swap("  budget:", "  errors: [{ when: { status: 200 }, means: fine }]\n  budget:"));
        pages.put("an error of anything", swap("  budget:", "  errors: [{ when: {}, means: nothing }]\n  budget:"));
        pages.put(
                "an error by an expression",
                swap("  budget:", "  errors: [{ when: { \"status > 400\": true }, means: stop }]\n  budget:"));
        pages.put("a budget without a limit", swap("calls: 10, per: 1s", "per: 1s"));
        pages.put("a budget of no calls", swap("calls: 10", "calls: 0"));
        pages.put("more than all of a budget", swap("per: 1s", "per: 1s, share: 120%"));
        pages.put("a budget that is none", swap("style: window,", "style: unlimited,"));
        pages.put("an unknown key of a list", swap("items: page:/data", "items: page:/data\n      transform: x"));
        pages.put("an unknown key of a pull", swap("  budget:", "  verify-tls: false\n  budget:"));
        pages.put("jinja in a query", swap("\"{from}\"", "\"{{{{ from }}}}{x}\""));
        pages.put("a query by a header", swap("\"{from}\"", "\"{header:X}\""));
        return pages;
    }

    static String swap(String from, String to) {
        assertTrue(GOOD.contains(from), from);
        return GOOD.replace(from, to);
    }

    static String record(String inner) {
        return swap("delivery: { body: item }", "record: { " + inner + " }");
    }

    private static String file(String inner) {
        return swap(
                        "window: { format: iso, from: inclusive, to: exclusive, by: { at: item:/at, format: iso } }",
                        "position: { take: page:/p }")
                .replace("from: \"{from}\", to: \"{to}\", cursor: \"{next}\"", "at: \"{position}\"")
                .replace("      page: { style: cursor, take: page:/next }\n", "")
                .replace("items: page:/data", "file: { " + inner + " }");
    }

    private static String branch(String inner) {
        return swap(
                "items: page:/data",
                "items: page:/data\n      branch: { " + inner + " request: \"GET /v1/b/{branch}\", items: page:/b }");
    }

    private static String auth(String inner) {
        return swap("{ scheme: bearer, token: credential:api-key }", "{ " + inner + " }");
    }
}
