package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.HOUR;
import static dev.holdfast.vendor.SmallPull.answer;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.WalkState;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of files elsewhere, of which the vendor keeps the place. */
class PullFileTest {
    private static final String PAGE = page(
            "params: { host: { pattern: \"[a-z0-9.]+\", default: b.files.example } }\n" + EVENT,
            "",
            "request: \"GET /v1/journal/{position}/next\"",
            "query: { of: us }",
            "position: { take: page:/at, first: GET /v1/journal/earliest, by: { at: item:/at, format: iso } }",
            "file: { url: page:/url, hosts: [a.files.example, \"{param:host}\"], items: page:/events }",
            "delivery: { body: item }",
            "errors: [{ when: { status: 404 }, means: restart }]");
    private static final String ENTRY = "{'url':'https://a.files.example/f?sig=s','at':'p1'}";

    private final SmallPull small = SmallPull.of(PAGE, null, Map.of());

    private static String uri(Call call) {
        return call.uri().toString();
    }

    @Test
    void theFirstEntryIsAskedForElsewhereThanTheNext() {
        assertEquals("https://api.example.com/v1/journal/earliest?of=us", uri(small.call()));
        WalkState next = small.listing(ENTRY).next();
        assertEquals(
                "https://api.example.com/v1/journal/p1/next?of=us",
                uri(small.walk().next(next, Map.of())));
    }

    @Test
    void whoAsksIsNotSaidWhereTheFileIs() {
        Listed.Sketch sketch = (Listed.Sketch) small.one(ENTRY);
        assertEquals(List.of(), sketch.keys());
        Call call = small.walk()
                .detail(sketch, Map.of())
                .with(new Authentication.Header("Authorization", Secret.of("Bearer t")));
        assertEquals("https://a.files.example/f?sig=s", uri(call));
        assertEquals("GET", call.method());
        assertEquals(Map.of(), call.headers());
        assertTrue(call.bare());
        assertEquals("GET https://a.files.example/f", call.toString(), "the permission is not shown");
    }

    @Test
    void whatTheFileHoldsIsWhatIsListed() {
        Listed.Sketch sketch = (Listed.Sketch) small.one(ENTRY);
        String file = "{'events':[{'id':1,'type':'t','at':'2026-11-20T06:00:00Z'},{'id':2,'type':'t'}]}";
        Step.Listing held =
                assertInstanceOf(Step.Listing.class, small.walk().detail(small.begin(), sketch, answer(200, file)));
        assertEquals(
                List.of("1", "2"),
                held.items().stream()
                        .map(one -> ((Listed.Found) one).item().deliveryId())
                        .toList());
        assertEquals(HOUR.from(), held.items().get(0).at());
        Step.Broken other = assertInstanceOf(
                Step.Broken.class, small.walk().detail(small.begin(), sketch, answer(200, "{'x':[]}")));
        assertEquals(new Obstacle(Obstacle.Actor.PAGE, "has nothing at page:/events"), other.obstacle());
        String tooLong = "{'events':[" + "{'id':1,'type':'t'},".repeat(10_000) + "{'id':2,'type':'t'}]}";
        assertInstanceOf(Step.Broken.class, small.walk().detail(small.begin(), sketch, answer(200, tooLong)));
    }

    @ParameterizedTest
    @CsvSource({"401,FAILED", "403,FAILED", "404,FAILED", "410,FAILED", "500,FAILED", "429,THROTTLED", "200,FAILED"})
    void aFileThatIsNotThereIsAskedForByAnotherLink(int status, Step.Why why) {
        Listed.Sketch sketch = (Listed.Sketch) small.one(ENTRY);
        WalkState began = small.begin();
        Step.Again again =
                assertInstanceOf(Step.Again.class, small.walk().detail(began, sketch, answer(status, "<Error>")));
        assertEquals(why, again.why());
        assertEquals(uri(small.call()), uri(small.walk().next(again.state(), Map.of())), "the page, not the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/f",
                "https://a.files.example.evil.example/f",
                "https://c.files.example/f",
                "http://a.files.example/f",
                "https://u@a.files.example/f",
                "https://a.files.example:444/f",
                "https://127.0.0.1/f",
                "file:///etc/passwd"
            })
    void filesAreNowhereElse(String url) {
        Step.Broken broken = assertInstanceOf(Step.Broken.class, small.read(200, ENTRY.replaceAll("https:[^']*", url)));
        assertEquals(new Obstacle(Obstacle.Actor.VENDOR, "points to a place that is not its own"), broken.obstacle());
    }

    @Test
    void aMockHasItsFilesBesideItsApi() {
        SmallPull mock = SmallPull.of(PAGE, URI.create("http://127.0.0.1:81/api"), Map.of());
        Listed.Sketch sketch = (Listed.Sketch) mock.one("{'url':'http://127.0.0.1:81/api/f','at':'p1'}");
        assertEquals("http://127.0.0.1:81/api/f", uri(mock.walk().detail(sketch, Map.of())));
        SmallPull named = SmallPull.of(PAGE, null, Map.of("host", "c.files.example"));
        assertTrue(named.one(ENTRY.replace("a.files", "c.files")) instanceof Listed.Sketch);
    }

    @Test
    void itGoesOnUntilTheVendorHasNoMore() {
        WalkState first = small.listing(ENTRY).next();
        Step.Listing none = assertInstanceOf(Step.Listing.class, small.walk().read(first, answer(204, "")));
        assertTrue(none.next().done());
        assertEquals("p1", none.next().position());
        Step.Broken same = assertInstanceOf(Step.Broken.class, small.walk().read(first, answer(200, ENTRY)));
        assertEquals(Obstacle.Actor.VENDOR, same.obstacle().actor());
        Step.Broken nothing = assertInstanceOf(Step.Broken.class, small.read(200, "{'at':'p1'}"));
        assertEquals(new Obstacle(Obstacle.Actor.PAGE, "has nothing at page:/url"), nothing.obstacle());
    }

    @Test
    void aPlaceThatExpiredBeginsWithTheEarliestAgain() {
        WalkState kept = small.walk().begin(HOUR, "p0");
        assertEquals(
                "https://api.example.com/v1/journal/p0/next?of=us",
                uri(small.walk().next(kept, Map.of())));
        WalkState anew = assertInstanceOf(Step.Expired.class, small.walk().read(kept, answer(404, "{}")))
                .state();
        assertNull(anew.position());
        assertEquals(
                "https://api.example.com/v1/journal/earliest?of=us",
                uri(small.walk().next(anew, Map.of())));
    }
}
