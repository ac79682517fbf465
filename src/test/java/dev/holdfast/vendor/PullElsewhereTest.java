package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.DELIVERY;
import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.ITEMS;
import static dev.holdfast.vendor.SmallPull.REQUEST;
import static dev.holdfast.vendor.SmallPull.SCAN;
import static dev.holdfast.vendor.SmallPull.T0;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.vendor.pull.Authentication;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists that are not what they list say where that is, and each list what it needs. */
class PullElsewhereTest {
    private static final String POSITION = "position: { take: page:/at, first: GET /v1/first, by: { at: item:/at } }";
    private static final String NEXT = "request: \"GET /v1/{position}/next\"";
    private static final String FILE = "file: { url: page:/url, hosts: [a.files.example], items: page:/events }";
    private static final String BRANCH =
            "branch: { take: item:/id, request: GET /v1/said, query: { in: \"{branch}\" }, items: page:/said }";
    private static final String WINDOW =
            "window: { format: iso, from: inclusive, to: none, by: { at: item:/at, format: iso }, covers: page:/until }";

    private static List<String> mistakes(String... list) {
        String page = page(EVENT, "", list).replace("by: { at: item:/at }", "by: { at: item:/at, format: iso }");
        return assertThrows(Misconfigured.class, () -> Vendor.read("small", "small.yaml", page)).mistakes().stream()
                .map(one -> one.key().replace("pull.lists.things.", "") + ": " + one.fault())
                .toList();
    }

    private static String[] window(String... more) {
        return Stream.concat(Stream.of(REQUEST, "query: { since: \"{from}\" }", ITEMS), Arrays.stream(more))
                .toArray(String[]::new);
    }

    @Test
    void whatAFileHoldsIsAllThatIsListed() {
        assertEquals(
                List.of("file: has the items, and nothing beside it leads to more"),
                mistakes(
                        NEXT,
                        POSITION,
                        FILE,
                        "delivery: { id: item:/id, body: detail }",
                        "detail: GET /v1/{item:/id}"));
        assertEquals(
                List.of(
                        "file: has the items, and nothing beside it leads to more",
                        "branch: goes with a window, and without detail"),
                mistakes(NEXT, POSITION, FILE, DELIVERY, BRANCH));
    }

    @Test
    void onlyAVendorThatKeepsThePlaceHasARowOfFiles() {
        assertEquals(
                List.of("file: is one of a row of files, of which the vendor keeps the place"),
                mistakes(REQUEST, SCAN, FILE, DELIVERY));
    }

    @Test
    void aBranchIsOfAWindowAndNoDetail() {
        String goesWith = "branch: goes with a window, and without detail";
        assertEquals(List.of(goesWith), mistakes(REQUEST, SCAN, ITEMS, DELIVERY, BRANCH));
        assertEquals(
                List.of(goesWith),
                mistakes(window(
                        WINDOW, "delivery: { id: item:/id, body: detail }", "detail: GET /v1/{item:/id}", BRANCH)));
    }

    @Test
    void aBranchIsAskedForWhereItIsAndNowhereElse() {
        assertEquals(
                List.of("branch: and {branch} go together, in its own request"),
                mistakes(window(WINDOW, DELIVERY, "headers: { X-In: \"{branch}\" }")));
    }

    @Test
    void aKeyThatNobodyKnowsIsTold() {
        assertEquals(
                List.of("file.oops: is no key here"),
                mistakes(NEXT, POSITION, FILE.replace("items:", "oops: 1, items:"), DELIVERY));
        assertEquals(
                List.of("branch.oops: is no key here"),
                mistakes(window(WINDOW, DELIVERY, BRANCH.replace("items:", "oops: 1, items:"))));
    }

    @Test
    void aFirstRequestThatIsNoneIsOneMistake() {
        assertEquals(
                List.of("position.first: is no request"),
                mistakes(NEXT, POSITION.replace("GET", "POST"), FILE, DELIVERY));
    }

    @Test
    void anAnswerIsWholeUpToWhenItSays() {
        SmallPull small = SmallPull.of(window(WINDOW, DELIVERY));
        assertEquals(
                T0.plusSeconds(9),
                small.listing("{'data':[],'until':'2026-11-20T06:00:09Z'}")
                        .next()
                        .bound());
        assertNull(small.listing("{'data':[],'until':'soon'}").next().bound());
        assertNull(small.listing("{'data':[]}").next().bound());
    }

    private static List<String> refused(String page, String... credentials) {
        return assertThrows(Misconfigured.class, () -> SmallPull.of(page, null, Map.of(), credentials))
                .mistakes()
                .stream()
                .map(Mistake::toString)
                .toList();
    }

    @Test
    void whatOnlyAListNeedsIsAskedFor() {
        String page = page(
                "params: { team: { pattern: \"[a-z]+\" } }\n" + EVENT,
                "",
                REQUEST,
                "query: { of: \"{param:team}\" }",
                "headers: { X-App: \"{credential:app}\" }",
                SCAN,
                ITEMS,
                DELIVERY);
        assertEquals(
                List.of("holdfast.sources.src.reconcile.credentials.app", "holdfast.sources.src.params.team"),
                assertThrows(Misconfigured.class, () -> SmallPull.of(page, null, Map.of())).mistakes().stream()
                        .map(Mistake::key)
                        .toList());
    }

    @Test
    void whoHasNoneOfTheCredentialsIsToldOfEveryWay() {
        String two = "auth: [{ scheme: bearer, token: credential:key }, "
                + "{ scheme: basic, user: credential:user, password: credential:password }]";
        String page = page(EVENT, "", REQUEST, SCAN, ITEMS, DELIVERY).replace("auth: { scheme: none }", two);
        assertEquals(
                List.of("holdfast.sources.src.reconcile.credentials.key: is missing;"
                        + " a secret, or instead user and password"),
                refused(page));
    }

    @Test
    void aTokenMayStandInAnotherHeader() {
        String page = page(EVENT, "", REQUEST, SCAN, ITEMS, DELIVERY)
                .replace(
                        "auth: { scheme: none }",
                        "auth: { scheme: oauth2, grant: client-credentials, client: body, token-url: https://a.example/t, header: X-Token, prefix: \"\" }");
        Authentication.OAuth2 oauth = (Authentication.OAuth2) Pull.open(
                        Vendor.read("small", "small.yaml", page),
                        new PullSource("s", Map.of(), null, Set.of(), Set.of("client-id", "client-secret")))
                .authentication();
        assertEquals("X-Token", oauth.header());
    }

    @Test
    void aPlaceThatIsNotToldAnyMoreEndsTheList() {
        SmallPull small = SmallPull.of(
                REQUEST,
                "query: { at: \"{position}\" }",
                "position: { take: page:/at, by: { at: item:/at, format: iso } }",
                ITEMS,
                DELIVERY);
        assertEquals("p1", small.listing("{'data':[],'at':'p1'}").next().position());
        assertFalse(small.listing("{'data':[],'at':'p1'}").next().done());
        assertTrue(small.listing("{'data':[]}").next().done());
    }
}
