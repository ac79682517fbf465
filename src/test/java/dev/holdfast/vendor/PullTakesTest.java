package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.DELIVERY;
import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.ITEMS;
import static dev.holdfast.vendor.SmallPull.REQUEST;
import static dev.holdfast.vendor.SmallPull.SCAN;
import static dev.holdfast.vendor.SmallPull.T0;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Observed;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.WalkState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an answer to a list is taken: its elements, and what leads on. */
class PullTakesTest {
    private static final String CURSOR = "query: { cursor: \"{next}\" }";

    private static List<String> ids(Step step) {
        return assertInstanceOf(Step.Listing.class, step, step::toString).items().stream()
                .map(Listed.Found.class::cast)
                .map(found -> found.item().deliveryId())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page:/a | {'a':[{'id':1,'type':'t'}]} | 1",
                "page | [{'id':1,'type':'t'},{'id':2,'type':'t'}] | 1 2",
                "[page:/a, page:/b] | {'b':[{'id':2,'type':'t'}],'a':[{'id':1,'type':'t'}]} | 1 2",
                "page:/a~ | {} | ''",
                "page:/a~ | {'a':null} | ''",
                "[page:/a~, page:/b] | {'a':null,'b':[]} | ''",
                "page:/g/*/a | {'g':[{'a':[{'id':1,'type':'t'}]},{'a':[{'id':2,'type':'t'}]}]} | 1 2"
            })
    void elementsStandWhereThePageSays(String items, String body, String ids) {
        Step step = SmallPull.of(REQUEST, SCAN, "items: " + items, DELIVERY).read(200, body);
        assertEquals(ids, String.join(" ", ids(step)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page:/a | {}",
                "page:/a | {'a':null}",
                "page:/a | {'a':{}}",
                "page:/a | {'a':'x'}",
                "page:/a~ | {'a':{'id':1}}",
                "page:/a~ | {'a':''}",
                "page | {'a':[]}"
            })
    void anAnswerWithoutElementsStops(String items, String body) {
        Step.Broken broken = assertInstanceOf(
                Step.Broken.class,
                SmallPull.of(REQUEST, SCAN, "items: " + items, DELIVERY).read(200, body));
        assertEquals(new Obstacle(Obstacle.Actor.PAGE, "has nothing at " + items), broken.obstacle());
    }

    private static String things(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{'id':" + i + ",'type':'t'}")
                .collect(Collectors.joining(",", "{'data':[", "]}"));
    }

    @Test
    void aPageOfMoreItemsThanAnyVendorTellsStops() {
        SmallPull small = SmallPull.of(REQUEST, SCAN, ITEMS, DELIVERY);
        assertEquals(10_000, small.listing(things(10_000)).items().size());
        Step.Broken broken = assertInstanceOf(Step.Broken.class, small.read(200, things(10_001)));
        assertEquals(new Obstacle(Obstacle.Actor.VENDOR, "tells more than 10000 items on one page"), broken.obstacle());
    }

    @Test
    void aPageWhoseItemsHoldMoreThanAnyVendorTellsStops() {
        String split = "split: \"body:/events/*\"\nevent: { id: item:/id, type: item:/type }\n";
        SmallPull small = SmallPull.of(page(split, "", REQUEST, SCAN, ITEMS, DELIVERY), null, Map.of());
        String delivery = things(6_000).replace("data", "events");
        assertEquals(6_000, small.listing("{'data':[" + delivery + "]}").items().size());
        assertInstanceOf(Step.Broken.class, small.read(200, "{'data':[" + delivery + "," + delivery + "]}"));
    }

    @Test
    void whatIsLeftInPointsIsToldInCalls() {
        String budget =
                "  budget: [{ style: day, calls: 100, points: 10, remaining: header:X-Left, limit: header:X-All }]\n";
        SmallPull small = SmallPull.of(page(EVENT, budget, REQUEST, SCAN, ITEMS, DELIVERY), null, Map.of());
        Step.Listing listing =
                assertInstanceOf(Step.Listing.class, small.read(200, "{'data':[]}", "X-Left", "1239", "X-All", "5000"));
        assertEquals(List.of(new Observed(0, 123L, 500L, null, null)), listing.observed());
    }

    @Test
    void whatIsNoJsonIsAskedForAgain() {
        SmallPull small = SmallPull.of(REQUEST, SCAN, ITEMS, DELIVERY);
        Step.Again again = assertInstanceOf(Step.Again.class, small.read(200, "{'data':["));
        assertEquals(Step.Why.FAILED, again.why());
        assertNull(again.after());
        assertEquals(
                Step.Why.THROTTLED,
                assertInstanceOf(Step.Again.class, small.read(429, "{'data':[]}"))
                        .why());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "take: page:/next | {'next':'c','data':[]} | c",
                "take: page:/next | {'next':'','data':[]} | -",
                "take: page:/next | {'next':null,'data':[]} | -",
                "take: last:/id | {'data':[{'id':'1'},{'id':'2'}]} | 2",
                "take: last:/id | {'data':[]} | -",
                "take: link:next | {'links':[{'rel':'next','href':'c'}],'data':[]} | c",
                "take: header:X-Next | {'data':[]} | h",
                "'take: page:/next, more: page:/more' | {'next':'c','more':true,'data':[]} | c",
                "'take: page:/next, more: page:/more' | {'next':'c','more':false,'data':[]} | -",
                "'take: page:/next, more: page:/more' | {'next':'c','data':[]} | c",
                "'take: page:/next, done: page:/done' | {'next':'c','done':false,'data':[]} | c",
                "'take: page:/next, done: page:/done' | {'next':'c','done':true,'data':[]} | -",
                "'take: page:/next, more: page:/more, done: page:/done' | {'next':'c','more':true,'done':true,'data':[]} | c"
            })
    void anAnswerLeadsOn(String take, String body, String next) {
        SmallPull small = SmallPull.of(REQUEST, CURSOR, SCAN, "page: { style: cursor, " + take + " }", ITEMS, DELIVERY);
        Step.Listing listing = small.listing(body, "X-Next", "h");
        assertEquals(next, listing.next().next());
        assertEquals(next == null, listing.next().done());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{'to':'2026-11-20T06:30:00.000+0000','data':[]} | 2026-11-20T06:30:00Z",
                "{'to':'soon','data':[]} | -",
                "{'data':[]} | -"
            })
    void anAnswerSaysUpToWhenItIsWhole(String body, Instant bound) {
        SmallPull small = SmallPull.of(
                REQUEST,
                "query: { since: \"{from}\" }",
                "window: { format: iso, from: inclusive, to: none, by: { at: item:/at, format: iso }, covers: page:/to }",
                ITEMS,
                DELIVERY);
        assertEquals(bound, small.listing(body).next().bound());
    }

    private static final String LINKS = "page: { style: next-url, take: page:/next }";

    @Test
    void aLinkIsFollowedWithinTheVendorsPlace() {
        String page = page(EVENT, "  headers: { X-App: app }\n", REQUEST, SCAN, LINKS, ITEMS, DELIVERY);
        SmallPull small = SmallPull.of(page, URI.create("https://proxy.example/api"), Map.of());
        assertEquals("https://proxy.example/api/v1/things", small.call().uri().toString());
        Step.Listing listing =
                small.listing("{'next':'https://api.example.com/v1/things?p=2','data':[{'id':1,'type':'t'}]}");
        Call call = small.walk().next(listing.next(), Map.of());
        assertEquals("https://proxy.example/api/v1/things?p=2", call.uri().toString());
        assertEquals(Map.of("X-App", Secret.of("app")), call.headers());
        assertTrue(small.listing("{'data':[]}").next().done());
    }

    @Test
    void aLinkThatWasKeptIsFollowedOnlyWhereTheVendorIsNow() {
        SmallPull small = SmallPull.of(REQUEST, SCAN, LINKS, ITEMS, DELIVERY);
        String kept = small.listing("{'next':'/v1/things?p=2','data':[{'id':1,'type':'t'}]}")
                .next()
                .toJson();
        assertEquals(
                "https://api.example.com/v1/things?p=2",
                small.walk().next(WalkState.parse(kept), Map.of()).uri().toString());
        WalkState elsewhere = WalkState.parse(kept.replace("api.example.com", "old.example"));
        assertThrows(IllegalStateException.class, () -> small.walk().next(elsewhere, Map.of()));
    }

    @Test
    void aLinkThatLeadsElsewhereStops() {
        Step.Broken broken = assertInstanceOf(
                Step.Broken.class,
                SmallPull.of(REQUEST, SCAN, LINKS, ITEMS, DELIVERY)
                        .read(200, "{'next':'https://evil.example/','data':[]}"));
        assertEquals(new Obstacle(Obstacle.Actor.VENDOR, "points to a place that is not its own"), broken.obstacle());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'total':2,'data':[]} | Listing",
                "{'total':3,'data':[]} | Split",
                "{'total':'3','data':[]} | Split",
                "{'total':'1e3','data':[]} | Listing",
                "{'total':1234567890123456,'data':[]} | Listing",
                "{'total':123456789012345,'data':[]} | Split",
                "{'data':[{'id':1,'type':'t'}]} | Listing",
                "{'data':[{'id':1,'type':'t'},{'id':2,'type':'t'}]} | Split"
            })
    void aWindowThatHoldsMoreThanIsToldIsSplit(String body, String step) {
        SmallPull small = SmallPull.of(
                REQUEST,
                "query: { after: \"{from}\" }",
                "window: { format: iso, from: inclusive, to: none, by: { at: item:/at, format: iso } }",
                "cap: { items: 2, total: page:/total }",
                ITEMS,
                DELIVERY);
        assertEquals(step, small.read(200, body).getClass().getSimpleName());
    }

    @Test
    void theVendorsPlaceIsKept() {
        SmallPull small = SmallPull.of(
                REQUEST,
                "query: { at: \"{position}\" }",
                "position: { take: page:/at, more: page:/more }",
                ITEMS,
                DELIVERY);
        Step.Listing first = small.listing("{'at':'p1','more':true,'data':[{'id':1,'type':'t'}]}");
        assertEquals("p1", first.next().position());
        assertEquals(false, first.next().done());
        assertTrue(small.listing("{'at':'p1','more':false,'data':[]}").next().done());
        assertNull(small.listing("{'at':'','data':[]}").next().position());
    }

    @Test
    void whatIsToldOfBudgetsIsTold() {
        String budgets = "  budget: [{ style: concurrent, calls: 9 },"
                + " { style: day, calls: 9, remaining: header:X-Left }]\n";
        SmallPull small = SmallPull.of(page(EVENT, budgets, REQUEST, SCAN, ITEMS, DELIVERY), null, Map.of());
        List<Observed> told = List.of(new Observed(1, 5L, null, null, null));
        assertEquals(told, small.read(200, "{'data':[]}", "X-Left", "5").observed());
        assertEquals(told, small.read(200, "no JSON", "X-Left", "5").observed());
        assertEquals(told, small.read(200, "{}", "X-Left", "5").observed());
        assertEquals(List.of(), small.read(200, "{'data':[]}").observed());
    }

    @Test
    void anElementsTimeIsTheLists() {
        assertEquals(
                T0.plusSeconds(7),
                SmallPull.of(REQUEST, SCAN, ITEMS, DELIVERY)
                        .one("{'data':[{'id':1,'type':'t','at':'2026-11-20T06:00:07Z'}]}")
                        .at());
    }
}
