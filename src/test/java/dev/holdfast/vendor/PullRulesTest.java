package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Walk;
import java.net.URI;
import java.time.Instant;
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
    void aListMayBeAskedForByAnotherThanTheOthers() {
        Vendor hubspot = Requests.PAGES.named("hubspot", "vendor");
        Map<String, Object> params = Map.of("portal-id", "9");
        Set<String> client = Set.of("client-id", "client-secret");
        Contract journal = Pull.open(hubspot, new PullSource("s", params, null, Set.of("journal"), client));
        Authentication.OAuth2 oauth = (Authentication.OAuth2) journal.authentication();
        assertEquals(Authentication.Grant.CLIENT_CREDENTIALS, oauth.grant());
        assertEquals("developer.webhooks_journal.read", oauth.scope());
        PullSource both = new PullSource("s", params, null, Set.of("journal", "search", "archived"), client);
        Mistake mistake = assertThrows(Misconfigured.class, () -> Pull.open(hubspot, both))
                .mistakes()
                .get(0);
        assertEquals("holdfast.sources.s.reconcile.lists", mistake.key());
        assertEquals("those of one kind: search, archived | journal", mistake.allowed());
        Vendor github = Requests.PAGES.named("github", "vendor");
        PullSource app = new PullSource("s", Map.of("hook-id", "7"), null, Set.of("app-deliveries"), Set.of("token"));
        assertEquals(
                List.of(
                        "holdfast.sources.s.reconcile.credentials.app-id",
                        "holdfast.sources.s.reconcile.credentials.private-key"),
                assertThrows(Misconfigured.class, () -> Pull.open(github, app)).mistakes().stream()
                        .map(Mistake::key)
                        .toList());
        assertTrue(github.credentialNames().containsAll(Set.of("token", "app-id", "private-key")));
    }

    @Test
    void aParameterMayBeLeftOutWhereItsDefaultIsEmpty() {
        Vendor stripe = Requests.PAGES.named("stripe", "vendor");
        assertEquals(Set.of(), asked(stripe, Map.of()).keySet());
        assertEquals(
                "acct_1",
                asked(stripe, Map.of("connected-account", "acct_1"))
                        .get("Stripe-Account")
                        .reveal());
        assertEquals(
                List.of("holdfast.sources.s.params.connected-account"),
                assertThrows(Misconfigured.class, () -> asked(stripe, Map.of("connected-account", "")))
                        .mistakes()
                        .stream()
                        .map(Mistake::key)
                        .toList(),
                "what is given must fit");
    }

    private static Map<String, Secret> asked(Vendor vendor, Map<String, Object> params) {
        Walk walk = Pull.open(vendor, new PullSource("s", params, null, Set.of(), Set.of("api-key")))
                .walk("events");
        Instant now = Instant.parse("2026-11-20T06:00:00Z");
        return walk.next(walk.begin(new Span(now.minusSeconds(60), now)), Map.of())
                .headers();
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
