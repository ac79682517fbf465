package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.DELIVERY;
import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.ITEMS;
import static dev.holdfast.vendor.SmallPull.REQUEST;
import static dev.holdfast.vendor.SmallPull.SCAN;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.vendor.pull.Authentication;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page's pull may just still say, and all that is told of one that says too much. */
class PullBoundsTest {
    private static final String STATE = "event: { id: body:/id, type: body:/type, object: body:/o, version: %s }\n";

    private static PullPage pull(String push, String pull, String... list) {
        return Vendor.read("small", "small.yaml", page(push, pull, list)).page().pull();
    }

    private static PullList list(String... list) {
        return pull(EVENT, "", list).lists().get("things");
    }

    private static List<String> mistakes(String page) {
        return assertThrows(Misconfigured.class, () -> Vendor.read("small", "small.yaml", page)).mistakes().stream()
                .map(mistake -> mistake.key().replaceFirst("^pull\\.(lists\\.things\\.)?", "") + ": " + mistake.fault())
                .toList();
    }

    private static List<String> mistakes(String... list) {
        return mistakes(page(EVENT, "", list));
    }

    private static final String LINKS = "page: { style: next-url, take: page:/next }";

    @Test
    void aListWithoutARequestIsToldOnce() {
        assertEquals(List.of("request: is missing"), mistakes(SCAN, LINKS, ITEMS, DELIVERY));
        assertEquals(List.of("request: is no request"), mistakes("request: PUT /v1/x", SCAN, LINKS, ITEMS, DELIVERY));
        assertEquals(
                List.of("detail: is no request"),
                mistakes(REQUEST, SCAN, ITEMS, "detail: PUT /v1/x", "delivery: { id: item:/id, body: item }"));
    }

    @Test
    void aPageWithoutListsIsToldOnce() {
        for (String lists : List.of("", "  lists: {}\n", "  lists: [a]\n", "  lists: a\n")) {
            String page = page(EVENT, "", REQUEST);
            assertEquals(
                    List.of("lists: is missing or empty"),
                    mistakes(page.substring(0, page.indexOf("  lists:")) + lists));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/a?b | request: '/v1/a?b' is no plain path",
                "GET /v1/a#b | request: '/v1/a#b' is no plain path",
                "GET /v1/a\\b | request: '/v1/a\\b' is no plain path",
                "GET /v1/a}b | request: '/v1/a}b' has a lone brace",
                "GET /v1/a{b | request: '/v1/a{b' has a lone brace"
            })
    void aPathIsPlain(String request, String mistake) {
        assertEquals(List.of(mistake), mistakes("request: " + request, SCAN, ITEMS, DELIVERY));
    }

    @Test
    void aLoneBraceIsNoText() {
        assertEquals(
                List.of("headers.X: '{a' has a lone brace", "headers.Y: '}a' has a lone brace"),
                mistakes(REQUEST, "headers: { X: \"{a\", Y: \"}a\" }", SCAN, ITEMS, DELIVERY));
    }

    @Test
    void linksAreFollowedByGet() {
        assertEquals(
                List.of("page: follows links, which are asked for by GET"),
                mistakes("request: POST /v1/x", "json: { a: 1 }", SCAN, LINKS, ITEMS, DELIVERY));
    }

    @Test
    void onlyAWindowIsSplit() {
        assertEquals(
                List.of("cap: can only split a window"), mistakes(REQUEST, SCAN, "cap: { items: 1 }", ITEMS, DELIVERY));
        assertEquals(
                1,
                list(REQUEST, "query: { a: \"{from}\" }", WINDOW.formatted(""), "cap: { items: 1 }", ITEMS, DELIVERY)
                        .cap());
    }

    private static final String WINDOW =
            "window: { format: iso, from: inclusive, to: none, by: { at: item:/at, format: iso }%s }";

    private static PullList moving(String more, String moves) {
        return list(
                REQUEST,
                "query: { a: \"{from}\", p: \"{next}\" }",
                WINDOW.formatted(more),
                "page: { style: number, size: 5" + moves + " }",
                ITEMS,
                DELIVERY);
    }

    @Test
    void whatMovesComesOldestFirst() {
        assertTrue(moving(", order: oldest-first", ", moves: true").paging().moves());
        assertFalse(moving("", ", moves: false").paging().moves());
        assertEquals(
                List.of("page: moves only where a window comes oldest first"),
                mistakes(
                        REQUEST,
                        "query: { p: \"{next}\" }",
                        SCAN.replace("} }", "}, order: oldest-first }"),
                        "page: { style: number, size: 5, moves: true }",
                        ITEMS,
                        DELIVERY));
    }

    @Test
    void aStepIsNoFinerThanTheGrain() {
        assertEquals(
                Duration.ofHours(1), moving(", grain: 1h, step: 1h", "").walk().step());
        assertEquals(
                List.of("window.step: is finer than the format"),
                mistakes(
                        REQUEST,
                        "query: { a: \"{from}\" }",
                        WINDOW.formatted(", grain: 1h, step: 59m"),
                        ITEMS,
                        DELIVERY));
    }

    @ParameterizedTest
    @CsvSource({"10s, ''", "11s, 'record.within: is no small number of the version''s units'"})
    void timesOfPushAndPullMayLieALittleApart(String within, String mistake) {
        String page = page(
                STATE.formatted("{ at: body:/at, format: iso }"),
                "",
                REQUEST,
                SCAN,
                ITEMS,
                "record: { object: item:/o, version: { at: item:/at, format: iso }, type: text:t, within: " + within
                        + " }");
        if (mistake.isEmpty()) {
            assertEquals("Small", Vendor.read("small", "small.yaml", page).title());
        } else {
            assertEquals(List.of(mistake), mistakes(page));
        }
    }

    private static String stating(String push, String pulled) {
        return page(
                STATE.formatted(push),
                "",
                REQUEST,
                SCAN,
                ITEMS,
                "record: { object: item:/o, version: " + pulled + ", type: text:t }");
    }

    private static final String NOT_KNOWN =
            "pull: things: no event has an object of as many parts, and a version of the same precision";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ at: body:/at, format: iso } | { at: item:/at, format: iso } | true",
                "{ at: body:/at, format: iso, precision: millis } | { at: item:/at, format: iso, precision: millis } | true",
                "{ at: body:/at, format: iso, precision: millis } | { at: item:/at, format: iso } | false",
                "body:/v | item:/v | true",
                "{ at: body:/at, format: iso } | item:/v | false",
                "body:/v | { at: item:/at, format: iso } | false"
            })
    void aStateIsKnownByAVersionOfTheSamePrecision(String push, String pulled, boolean known) {
        String page = stating(push, pulled);
        if (known) {
            assertEquals("Small", Vendor.read("small", "small.yaml", page).title());
        } else {
            assertEquals(List.of(NOT_KNOWN), mistakes(page));
        }
    }

    @Test
    void whatIsSaidNotToBeIsNot() {
        assertFalse(list(REQUEST, SCAN, "opt-in: false", ITEMS, DELIVERY).optIn());
        String auth =
                "{ scheme: oauth2, grant: client-credentials, token-url: \"https://a.example.com/t\", rotates: false }";
        String page = page(EVENT, "", REQUEST, SCAN, ITEMS, DELIVERY).replace("{ scheme: none }", auth);
        PullPage pull = Vendor.read("small", "small.yaml", page).page().pull();
        assertFalse(((Authentication.OAuth2) pull.auth().get(0).shape()).rotates());
        assertEquals(Set.of("client-id", "client-secret", "token-url"), pull.allCredentials());
    }

    @Test
    void namesAreFoundInListsAndMapsToo() {
        PullPage pull = pull(
                "params: { shop: { pattern: \".*\" } }\n" + EVENT,
                "",
                "request: POST /v1/x",
                "headers: { X: \"{credential:app}\" }",
                "json: { a: { b: [1, [\"{param:shop}\"]] } }",
                SCAN,
                ITEMS,
                DELIVERY);
        assertEquals(Set.of("shop"), pull.lists().get("things").params());
        assertEquals(Set.of("app"), pull.lists().get("things").credentials());
        assertEquals(Set.of("shop"), pull.allParams());
        assertEquals(Set.of("app"), pull.allCredentials());
        assertEquals(Set.of(), pull.credentials());
    }

    @Test
    void whetherAKeyMayHaveADayInIt() {
        assertFalse(pull(EVENT, "", REQUEST, SCAN, ITEMS, DELIVERY).knowsNoDays());
        assertTrue(pull(
                        EVENT,
                        "",
                        REQUEST,
                        SCAN,
                        ITEMS,
                        "detail: \"GET /v1/{item:/id}\"",
                        "delivery: { id: item:/id, body: item }")
                .knowsNoDays());
        assertTrue(pull(EVENT, "", REQUEST, SCAN, ITEMS, "record: { id: item:/id, type: text:t }")
                .knowsNoDays());
        assertFalse(Vendor.read("small", "small.yaml", stating("body:/v", "item:/v"))
                .page()
                .pull()
                .knowsNoDays());
    }
}
