package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Contract;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What parts of a page's pull must say together, and what a source must give to it. */
class PullRulesTest {
    private static Vendor read(String page) {
        return Vendor.read("p", "p.yaml", page);
    }

    @TestFactory
    Stream<DynamicTest> whatDoesNotFitTogetherIsToldWithItsLine() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("page", PullHostilePages.swap(", cursor: \"{next}\"", ""));
        pages.put("window", PullHostilePages.swap("from: \"{from}\", ", ""));
        pages.put("to", PullHostilePages.swap("to: exclusive", "to: none"));
        pages.put("for-each", PullHostilePages.swap("limit: 100", "limit: \"{each}\""));
        pages.put("moves", PullHostilePages.swap("take: page:/next", "take: page:/next, moves: true"));
        pages.put(
                "link",
                PullHostilePages.swap("{ style: cursor, take: page:/next }", "{ style: next-url, take: link:next }"));
        pages.put(
                "within",
                PullHostilePages.record(
                        "object: item:/id, version: { at: item:/at, format: iso }, within: 1h, type: text:t"));
        pages.put(
                "position",
                PullHostilePages.swap(
                                "window: { format: iso, from: inclusive, to: exclusive, by: { at: item:/at, format: iso } }",
                                "position: { take: page:/p, more: page:/more }")
                        .replace(
                                "from: \"{from}\", to: \"{to}\", cursor: \"{next}\"",
                                "at: \"{position}\", of: \"{each}\"")
                        .replace("      page: { style: cursor, take: page:/next }\n", "      for-each: account\n"));
        pages.put("grain", PullHostilePages.swap("{ format: iso,", "{ format: iso, grain: 7h,"));
        pages.put("pull", PullHostilePages.record("id: [item:/a, item:/b], type: text:t"));
        pages.put("params", PullHostilePages.swap("{param:account}", "{param:other}"));
        return pages.entrySet().stream()
                .map(page -> dynamicTest(page.getKey(), () -> {
                    Misconfigured refused = assertThrows(Misconfigured.class, () -> read(page.getValue()));
                    refused.mistakes()
                            .forEach(mistake -> assertTrue(
                                    mistake.where().matches("p\\.yaml:[1-9][0-9]*:[1-9][0-9]*"), mistake::toString));
                }));
    }

    @Test
    void aStateMustBeKnownByWhatThePushSays() {
        String page = PullHostilePages.record(
                        "object: [item:/kind, item:/id], version: { at: item:/at, format: iso, precision: millis }, type: text:t")
                .replace(
                        "event: { id: body:/id, type: body:/type }",
                        "event: { id: body:/id, type: body:/type, object: body:/id, version: { at: body:/at, format: iso } }");
        Misconfigured refused = assertThrows(Misconfigured.class, () -> read(page));
        assertTrue(refused.getMessage().contains("version of the same precision"), refused::getMessage);
    }

    @Test
    void theGoodPageIsGood() {
        assertTrue(read(PullHostilePages.GOOD).pulls());
        assertEquals(Set.of("api-key"), read(PullHostilePages.GOOD).credentialNames());
    }

    private static List<String> mistakes(PullSource source) {
        return assertThrows(Misconfigured.class, () -> Pull.open(read(PullHostilePages.GOOD), source))
                .mistakes()
                .stream()
                .map(Mistake::key)
                .toList();
    }

    @Test
    void everyMistakeOfASourceIsToldWithItsKey() {
        assertEquals(
                List.of("holdfast.sources.s.reconcile.credentials.api-key", "holdfast.sources.s.params.account"),
                mistakes(new PullSource("s", Map.of(), null, Set.of(), Set.of())));
        assertEquals(
                List.of("holdfast.sources.s.params.account", "holdfast.sources.s.params.acount"),
                mistakes(new PullSource("s", Map.of("acount", "a"), null, Set.of(), Set.of("api-key"))));
        assertEquals(
                List.of("holdfast.sources.s.params.account", "holdfast.sources.s.params.account"),
                mistakes(new PullSource("s", Map.of("account", "../x"), null, Set.of(), Set.of("api-key"))));
        assertEquals(
                List.of("holdfast.sources.s.reconcile.lists"),
                mistakes(new PullSource("s", Map.of("account", "a"), null, Set.of("evnts"), Set.of("api-key"))));
        for (String url :
                List.of("ftp://a.example", "https://u:p@a.example", "https://a.example/?x=1", "/only/a/path")) {
            assertEquals(
                    List.of("holdfast.sources.s.reconcile.base-url"),
                    mistakes(
                            new PullSource("s", Map.of("account", "a"), URI.create(url), Set.of(), Set.of("api-key"))));
        }
    }

    @Test
    void theWayWhoseCredentialsAreThereIsTaken() {
        Vendor hubspot = Requests.PAGES.named("hubspot", "vendor");
        Map<String, Object> params = Map.of("portal-id", "9");
        Contract key = Pull.open(hubspot, new PullSource("s", params, null, Set.of(), Set.of("access-token")));
        assertTrue(key.authentication() instanceof Authentication.Key);
        Contract oauth =
                Pull.open(hubspot, new PullSource("s", params, null, Set.of(), Set.of("client-id", "client-secret")));
        assertTrue(oauth.authentication() instanceof Authentication.OAuth2);
        assertEquals(Set.of("client-id", "client-secret"), oauth.credentials());
        assertTrue(hubspot.credentialNames().containsAll(Set.of("access-token", "client-id", "refresh-token")));
    }

    @Test
    void aListThatIsOptInIsReadOnlyWhenItIsNamed() {
        Vendor shopify = Requests.PAGES.named("shopify", "vendor");
        Map<String, Object> params = Map.of("shop", "a.myshopify.com");
        Contract usual = Pull.open(shopify, new PullSource("s", params, null, Set.of(), Set.of("access-token")));
        assertEquals(Set.of("orders"), usual.walks().keySet());
        Contract named = Pull.open(
                shopify, new PullSource("s", params, null, Set.of("orders", "deletions"), Set.of("access-token")));
        assertEquals(Set.of("orders", "deletions"), named.walks().keySet());
    }
}
