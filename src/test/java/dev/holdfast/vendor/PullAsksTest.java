package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.DELIVERY;
import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.HOUR;
import static dev.holdfast.vendor.SmallPull.ITEMS;
import static dev.holdfast.vendor.SmallPull.REQUEST;
import static dev.holdfast.vendor.SmallPull.SCAN;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Listed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a pull asks: address, headers and body, as the page writes them. */
class PullAsksTest {
    private static final String WINDOW =
            "window: { format: iso, from: inclusive, to: exclusive, by: { at: item:/at, format: iso } }";
    private static final String SHOP = "params: { shop: { pattern: \".*\" } }\n" + EVENT;

    private static String body(Call call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aQueryHoldsWhatHasAValue() {
        Call call = SmallPull.of(
                        REQUEST,
                        "query: { \"a b\": \"*~é+/\", after: \"{from}\", before: \"{to}\", cursor: \"{next}\" }",
                        WINDOW,
                        "page: { style: cursor, take: page:/next }",
                        ITEMS,
                        DELIVERY)
                .call();
        assertEquals(
                "https://api.example.com/v1/things?a%20b=%2A~%C3%A9%2B%2F"
                        + "&after=2026-11-20T06%3A00%3A00Z&before=2026-11-20T07%3A00%3A00Z",
                call.uri().toString());
        assertEquals("GET", call.method());
        assertEquals(0, call.body().length);
        assertEquals(Map.of(), call.headers());
        assertEquals(1, call.cost());
    }

    @Test
    void aRequestIsMadeBelowTheSourcesOwnPlace() {
        String page = page(EVENT, "", REQUEST, SCAN, ITEMS, DELIVERY);
        for (String base : List.of("http://proxy.example:81/api", "http://proxy.example:81/api/")) {
            assertEquals(
                    URI.create("http://proxy.example:81/api/v1/things"),
                    SmallPull.of(page, URI.create(base), Map.of()).call().uri());
        }
    }

    @Test
    void headersOfTheListStandBesideThoseOfThePage() {
        String pull = "  headers: { X-Shop: \"{param:shop}\", X-App: \"{credential:app}\", X-Both: page }\n";
        String page = page(
                SHOP,
                pull,
                REQUEST,
                "headers: { X-Both: list, X-Next: \"{next}\" }",
                SCAN,
                "page: { style: cursor, take: page:/next }",
                ITEMS,
                DELIVERY);
        SmallPull small = SmallPull.of(page, null, Map.of("shop", "s"), "app");
        assertEquals(
                Map.of("X-Shop", Secret.of("s"), "X-App", Secret.of("k"), "X-Both", Secret.of("list")),
                small.walk().next(small.begin(), SmallPull.secrets("app", "k")).headers());
        assertEquals(
                "no credential app",
                assertThrows(IllegalStateException.class, small::call).getMessage());
    }

    @Test
    void aBodyIsJson() {
        Call call = SmallPull.of(
                        "request: POST /v1/search",
                        "json: { after: \"{from}\", page: \"{next}\", size: 5, tags: [a, \"{next}\"] }",
                        WINDOW.replace("to: exclusive", "to: none"),
                        "page: { style: cursor, take: page:/next }",
                        ITEMS,
                        DELIVERY)
                .call();
        assertEquals("POST", call.method());
        assertEquals(Map.of("Content-Type", Secret.of("application/json")), call.headers());
        assertEquals("{\"after\":\"2026-11-20T06:00:00Z\",\"size\":5,\"tags\":[\"a\"]}", body(call));
    }

    @Test
    void aGraphqlQueryGoesWithItsVariables() {
        assertEquals(
                "{\"query\":\"{ things }\",\"variables\":{}}",
                body(SmallPull.of("request: POST /q", "graphql: \"{ things }\"", SCAN, ITEMS, DELIVERY)
                        .call()));
        assertEquals(
                "{\"query\":\"things\",\"variables\":{\"size\":5}}",
                body(SmallPull.of(
                                "request: POST /q",
                                "graphql: things",
                                "variables: { size: 5, at: \"{next}\" }",
                                SCAN,
                                "page: { style: cursor, take: page:/next }",
                                ITEMS,
                                DELIVERY)
                        .call()));
    }

    @Test
    void aParameterMayBeSeveralSegmentsOfThePath() {
        String page = page(SHOP, "", "request: \"GET /v1/{param:shop}/x\"", SCAN, ITEMS, DELIVERY);
        assertEquals(
                "/v1/a/b%26c/x",
                SmallPull.of(page, null, Map.of("shop", "a/b&c")).call().uri().getRawPath());
        SmallPull dot = SmallPull.of(page, null, Map.of("shop", "."));
        assertThrows(IllegalStateException.class, dot::call);
    }

    private static final String EACH = "params: { shop: { list: \"[a-z]+\" } }\n" + EVENT;

    @Test
    void aListIsReadForEachValue() {
        String page = page(
                EACH, "", "for-each: shop", "request: \"GET /v1/{each}/x\"", SCAN, "items: \"page:/{each}\"", DELIVERY);
        SmallPull small = SmallPull.of(page, null, Map.of("shop", List.of("one", "two")));
        assertEquals("/v1/one/x", small.call().uri().getRawPath());
        var second = small.listing("{'one':[]}").next();
        assertEquals(1, second.round());
        assertEquals("/v1/two/x", small.walk().next(second, Map.of()).uri().getRawPath());
        assertEquals(2, small.walk().terms().rounds());
    }

    private static final String[] DETAILED = {
        REQUEST,
        SCAN,
        ITEMS,
        "query: { next: \"{next}\" }",
        "page: { style: cursor, take: page:/next }",
        "headers: { X-App: \"{credential:app}\", X-Next: \"{next}\" }",
        "detail: \"GET /v1/things/{item:/id}\"",
        "delivery: { id: item:/id, body: detail }"
    };

    @Test
    void whatAnItemSaysIsOneSegmentOfThePath() {
        SmallPull small = SmallPull.of(page(EVENT, "", DETAILED), null, Map.of(), "app");
        Listed.Sketch sketch = (Listed.Sketch) small.one("{'data':[{'id':'a/../b?c'}]}");
        Call call = small.walk().detail(sketch, SmallPull.secrets("app", "k"));
        assertEquals(
                "https://api.example.com/v1/things/a%2F..%2Fb%3Fc", call.uri().toString());
        assertEquals(Map.of("X-App", Secret.of("k")), call.headers());
        Listed.Sketch dots = (Listed.Sketch) small.one("{'data':[{'id':'..'}]}");
        assertThrows(IllegalStateException.class, () -> small.walk().detail(dots, SmallPull.secrets("app", "k")));
    }

    @Test
    void whatARequestIsMadeOfIsWrittenWithoutCredentials() {
        AskSight sight = new AskSight(
                Map.of(), Map.of("path", "a"), null, null, null, SmallPull.secrets("app", "the secret of ours"));
        assertEquals("AskSight{path=a}", sight.toString());
    }

    @Test
    void aCallCostsTheMostOfItsBudgets() {
        String budgets = "  budget: [{ style: bucket, size: 40, refill: 2, per: 1s, points: 3 },"
                + " { style: bucket, size: 40, refill: 2, per: 1s, points: 2 }, { style: concurrent, calls: 9 }]\n";
        assertEquals(
                3,
                SmallPull.of(page(EVENT, budgets, REQUEST, SCAN, ITEMS, DELIVERY), null, Map.of())
                        .call()
                        .cost());
    }

    @Test
    void theVendorsPlaceIsGivenBack() {
        SmallPull small = SmallPull.of(
                REQUEST,
                "query: { at: \"{position}\" }",
                "position: { take: page:/at, more: page:/more }",
                ITEMS,
                DELIVERY);
        assertEquals("https://api.example.com/v1/things", small.call().uri().toString());
        assertEquals(
                "https://api.example.com/v1/things?at=p1",
                small.walk()
                        .next(small.walk().begin(HOUR, "p1"), Map.of())
                        .uri()
                        .toString());
    }
}
