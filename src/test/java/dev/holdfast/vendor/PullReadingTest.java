package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page says of its pull is what it is bound to. */
class PullReadingTest {
    private PullPage pull;

    @BeforeEach
    void reads() {
        pull = Vendor.read("rich", "rich.yaml", RichPull.TEXT).page().pull();
    }

    private static String notation(Value value) {
        return value == null ? "-" : Notation.of(value);
    }

    private static Map<String, String> notation(Map<String, Template> templates) {
        return templates.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Notation.of(one.getValue())));
    }

    private static String notation(Key key) {
        return key.parts().stream()
                .flatMap(part -> part.options().stream())
                .map(Notation::of)
                .collect(Collectors.joining(" "));
    }

    @Test
    void whoAsks() {
        List<PullAuth> auth = pull.auth();
        assertEquals(
                new Authentication.Key("Authorization", "Bearer ", "api-key"),
                auth.get(0).shape());
        assertEquals(
                new Authentication.Key("X-Key", "Key ", "other-key"),
                auth.get(1).shape());
        assertEquals(
                new Authentication.Basic("", "login", "password"), auth.get(2).shape());
        assertNull(auth.get(2).user());
        assertEquals("param:account", Notation.of(auth.get(3).user()));
        assertNull(auth.get(3).tokenUrl());
        assertEquals(
                "https://auth.example.com/{param:account}/t",
                Notation.of(auth.get(4).tokenUrl()));
    }

    @Test
    void whatTheSourceSaysIsPutIn() {
        AskSight sight = AskSight.of(Map.of("account", List.of("acme")));
        List<Authentication> open =
                pull.auth().stream().map(one -> one.open(sight)).toList();
        assertSame(pull.auth().get(0).shape(), open.get(0));
        assertSame(pull.auth().get(2).shape(), open.get(2));
        assertEquals(new Authentication.Basic("acme", null, null), open.get(3));
        assertEquals(
                new Authentication.OAuth2(
                        Authentication.Grant.REFRESH_TOKEN,
                        "https://auth.example.com/acme/t",
                        Authentication.Client.BASIC,
                        "read",
                        "Token",
                        true),
                open.get(4));
    }

    @Test
    void whatThePageSaysForAllLists() {
        assertEquals("https://{param:account}.example.com", Notation.of(pull.base()));
        assertEquals(
                List.of("events", "records", "places", "details"),
                new ArrayList<>(pull.lists().keySet()));
        assertEquals(Set.of("account"), pull.params());
        assertEquals(Set.of("app"), pull.credentials());
        assertEquals(Set.of("account", "kinds"), pull.allParams());
        assertEquals(
                Set.of(
                        "app",
                        "api-key",
                        "other-key",
                        "login",
                        "password",
                        "client-id",
                        "client-secret",
                        "token-url",
                        "refresh-token"),
                pull.allCredentials());
        assertEquals(4, pull.budgets().size());
        assertTrue(pull.knowsNoDays(), "details");
    }

    @Test
    void aListByWindow() {
        PullList list = pull.lists().get("events");
        assertEquals("events", list.name());
        assertTrue(list.optIn());
        assertNull(list.forEach());
        assertEquals("GET", list.request().method());
        assertEquals("/v1/events", Notation.of(list.request().path()));
        assertEquals(
                Map.of("limit", "100", "from", "from", "to", "to", "cursor", "next"),
                notation(list.request().query()));
        assertEquals(
                Map.of("X-Account", "param:account", "X-App", "credential:app", "X-List", "from"),
                notation(list.request().headers()));
        assertNull(list.request().json());
        PullWalk walk = list.walk();
        assertEquals("item:/at", Notation.of(walk.by().at().options().get(0)));
        assertEquals(TimeFormat.ISO, walk.format());
        assertEquals(
                new Terms(
                        "events",
                        dev.holdfast.vendor.pull.Kind.EXACT,
                        Terms.Style.WINDOW,
                        Terms.Order.OLDEST_FIRST,
                        new Terms.ByCursor(),
                        3,
                        List.of("*"),
                        Duration.ofDays(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(3),
                        Duration.ofHours(1),
                        Duration.ofMinutes(1),
                        Terms.Edge.INCLUSIVE,
                        Terms.Edge.EXCLUSIVE,
                        1_000,
                        false,
                        false,
                        true),
                list.terms(3));
        PullPaging page = list.paging();
        assertEquals(
                "page:/next page:/more page:/done",
                notation(page.take()) + " " + notation(page.more()) + " " + notation(page.done()));
        assertEquals("page:/total", notation(list.total()));
        assertEquals(List.of("page:/data"), list.elements());
        PullMeaning.Delivery delivery = (PullMeaning.Delivery) list.meaning();
        assertEquals("item:/payload", notation(delivery.payload()));
        assertEquals("item:/topic", notation(delivery.headers().get("X-Topic")));
        assertFalse(delivery.isItem());
        assertNull(delivery.id());
        assertNull(delivery.within());
        assertNull(delivery.allHeaders());
        assertEquals(Set.of(), list.params());
        assertEquals(Set.of(), list.credentials());
    }

    @Test
    void aListOfRecordsByScan() {
        PullList list = pull.lists().get("records");
        assertFalse(list.optIn());
        assertEquals("kinds", list.forEach());
        assertEquals(Set.of("kinds"), list.params());
        Terms terms = list.terms(1);
        assertEquals(Terms.Style.SCAN, terms.style());
        assertEquals(Terms.Order.NEWEST_FIRST, terms.order());
        assertEquals(new Terms.ByNumber(1, 50, false), terms.paging());
        assertEquals(List.of("*.deleted", "changed"), terms.types());
        assertEquals(Duration.ofSeconds(1), terms.unit());
        assertEquals(Duration.ofMinutes(1), terms.lag());
        assertEquals(Duration.ofMinutes(1), terms.overlap());
        assertNull(terms.step());
        assertNull(terms.lookback());
        assertEquals(0, terms.cap());
        assertEquals(Terms.Edge.NONE, terms.from());
        assertEquals(List.of("page:/{each}", "page:/more~"), list.elements());
        PullMeaning.Record record = ((PullMeaning.Records) list.meaning()).all().get(0);
        assertEquals(1, record.when().all().size());
        assertNull(record.id());
        assertEquals("item:/id", notation(record.object()));
        assertEquals(Duration.ofSeconds(9), record.within());
        assertEquals(
                "item:/at", Notation.of(record.version().moment().at().options().get(0)));
        assertEquals("item:/at", Notation.of(record.time().at().options().get(0)));
    }

    @Test
    void aListByTheVendorsPlaceAndOneWithDetails() {
        PullList places = pull.lists().get("places");
        assertEquals(Terms.Style.POSITION, places.terms(1).style());
        assertEquals(Duration.ofDays(7), places.terms(1).lookback());
        assertEquals(new Terms.OnePage(), places.terms(1).paging());
        assertEquals(
                "page:/p page:/more",
                notation(places.walk().position()) + " "
                        + notation(places.walk().more()));
        PullMeaning.Delivery delivery = (PullMeaning.Delivery) places.meaning();
        assertTrue(delivery.isItem());
        assertEquals("events", delivery.within());
        assertEquals("item:/headers", notation(delivery.allHeaders()));
        assertEquals(Map.of(), delivery.headers());
        PullList details = pull.lists().get("details");
        assertEquals(new Terms.ByNumber(0, 0, true), details.terms(1).paging());
        assertEquals(Terms.Edge.EXCLUSIVE, details.terms(1).from());
        assertEquals(Terms.Edge.NONE, details.terms(1).to());
        assertTrue(details.terms(1).details());
        assertEquals("POST", details.request().method());
        assertEquals("GET", details.detail().method());
        assertEquals("/v1/events/{item:/id}", Notation.of(details.detail().path()));
        assertEquals(
                Map.of("X-Account", "param:account", "X-App", "credential:app"),
                notation(details.detail().headers()));
        assertEquals(Map.of(), details.detail().query());
        assertEquals("item:/id", notation(((PullMeaning.Delivery) details.meaning()).id()));
    }
}
