package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.ITEMS;
import static dev.holdfast.vendor.SmallPull.REQUEST;
import static dev.holdfast.vendor.SmallPull.SCAN;
import static dev.holdfast.vendor.SmallPull.T0;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries that a list tells again are read as the push was. */
class PulledTest {
    private static SmallPull delivery(String push, String delivery) {
        return SmallPull.of(page(push, "", REQUEST, SCAN, ITEMS, "delivery: { " + delivery + " }"), null, Map.of());
    }

    private static String payload(Item item) {
        return new String(item.payload(), StandardCharsets.UTF_8);
    }

    private static EventKey known(String... parts) {
        return EventKey.of(EventKey.Kind.DELIVERY, "src", null, List.of(parts), true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body: item | {'id':1, 'type':'t'} | {'id':1, 'type':'t'}",
                "body: item:/sent | {'sent': {'id':1,'type':'t'} } | {'id':1,'type':'t'}",
                "body: item:/sent | {'sent': '{`id`:1,`type`:`t`}'} | {`id`:1,`type`:`t`}",
                "'body: item:/sent, within: it' | {'sent': {'id':1,'type':'t'}} | {'it':{'id':1,'type':'t'}}",
                "'body: item:/sent, within: it' | {'sent': [{'id':1,'type':'t'}]} | {'it':[{'id':1,'type':'t'}]}"
            })
    void aPayloadIsWhatWasSent(String body, String element, String sent) {
        String push = body.contains("within")
                ? "event: { id: { first: [body:/it/id, body:/it/0/id] }, type: text:t }\n"
                : EVENT;
        Item item = delivery(push, body)
                .found("{'data':[" + element.replace("`", "\\'") + "]}")
                .item();
        assertNull(item.quarantine());
        assertEquals(sent.replace('`', '\'').replace('\'', '"'), payload(item));
        assertEquals("1", item.deliveryId());
        assertEquals("t", item.type());
        assertEquals("application/json", item.contentType());
        assertEquals(List.of(known("1")), item.keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':1}", "{'sent':null}", "{'sent':''}"})
    void anElementWithoutItsPayloadIsNotUnderstood(String element) {
        Listed.Found found = delivery(EVENT, "body: item:/sent").found("{'data':[" + element + "]}");
        assertEquals("no payload", found.item().quarantine());
        assertEquals("quarantined", found.item().type());
        assertEquals(element.replace('\'', '"'), payload(found.item()));
        assertEquals(1, found.keys().size());
        assertFalse(found.synthetic());
    }

    @Test
    void whatIsNotUnderstoodIsKnownByItsBytes() {
        SmallPull small = delivery("event: { id: body:/id, type: body:/is }\n", "body: item");
        Item one = small.found("{'data':[{'at':1}]}").item();
        assertEquals("no type", one.quarantine());
        assertEquals(
                List.of(known("pulled", "a27e0e4d11df025e92947f4d7c340ae32dc0089fbaea996114e9c61b7abe58f3")),
                one.keys());
        assertEquals(one.keys(), small.found("{'data':[{'at':1}]}").item().keys());
        assertNotEquals(one.keys(), small.found("{'data':[{'at':2}]}").item().keys());
    }

    /** It is an event; a walk meets it again, and it is not kept again. Its state's key stays beside. */
    @Test
    void whatHasNoIdIsKnownByItsBytesToo() {
        String push = "event: { id: body:/id, type: text:t, object: body:/of, version: body:/v }\n";
        Item one = delivery(push, "body: item")
                .found("{'data':[{'of':'o','v':'1'}]}")
                .item();
        assertNull(one.quarantine());
        assertEquals("t", one.type());
        assertNull(one.deliveryId());
        assertEquals(
                List.of(true, false), one.keys().stream().map(EventKey::decides).toList());
        Item other = delivery(push, "body: item")
                .found("{'data':[{'of':'o','v':'1','n':2}]}")
                .item();
        assertNotEquals(one.keys().get(0), other.keys().get(0));
        assertEquals(one.keys().get(1), other.keys().get(1));
    }

    @Test
    void aDetailsPayloadIsCutOutOfTheDetail() {
        SmallPull small = SmallPull.of(
                REQUEST,
                SCAN,
                ITEMS,
                "detail: \"GET /v1/things/{item:/id}\"",
                "delivery: { id: item:/id, body: item:/sent }");
        Listed.Sketch sketch = (Listed.Sketch) small.one("{'data':[ {'id':'1','sent':{'id':'1','type':'t'}} ]}");
        Step.Listing listing = (Step.Listing) small.walk()
                .detail(small.begin(), sketch, SmallPull.answer(200, "{'another':'answer, and a longer one'}"));
        assertEquals(
                "{\"id\":\"1\",\"type\":\"t\"}",
                payload(((Listed.Found) listing.items().get(0)).item()),
                "the element's, where it stands there");
    }

    @Test
    void aDeliveryIsSplitAndAnItemIsNot() {
        String push = "split: \"body:/all/*\"\nevent: { id: item:/id, type: text:t }\n";
        String answer = "{'data':[{'id':7,'all':[{'id':1},{'id':2}]}]}";
        Step.Listing listing = delivery(push, "body: item").listing(answer);
        assertEquals(
                List.of(List.of(known("1")), List.of(known("2"))),
                listing.items().stream().map(Listed::keys).toList());
        assertEquals(
                List.of(known("7")), delivery(push, "item: item").one(answer).keys());
    }

    @Test
    void headersAreThoseThatTheListTells() {
        String push = "event: { id: [header:X-Id, body:/id], type: header:X-Type, tenant: header:X-Org }\n";
        Item item = delivery(
                        push, "body: item:/sent, headers: { X-Id: item:/id, X-Type: item:/kind, X-Org: item:/org }")
                .found("{'data':[{'id':'d','kind':'k','org':'','sent':{'id':1}}]}")
                .item();
        assertEquals(List.of(known("d", "1")), item.keys());
        assertEquals("k", item.type());
        assertNull(item.tenant());
    }

    @Test
    void headersAreAllThatTheListTells() {
        String push = "event: { id: header:x-id, type: header:X-Type, tenant: { first: [header:X-Org, body:/org] } }\n";
        Item item = delivery(push, "body: item:/sent, headers: item:/headers")
                .found("{'data':[{'headers':{'X-ID':'d','X-Type':['k'],'X-Org':['a','b'],'content-type':'text/xml'},"
                        + "'sent':{'org':'o'}}]}")
                .item();
        assertEquals("d", item.deliveryId());
        assertEquals("k", item.type());
        assertEquals("o", item.tenant(), "several are none");
        assertEquals("application/json", item.contentType());
        assertEquals(
                "no type",
                delivery(push, "body: item:/sent, headers: item:/headers")
                        .found("{'data':[{'headers':[],'sent':{'org':'o'}}]}")
                        .item()
                        .quarantine());
    }

    private static SmallPull detailed() {
        return SmallPull.of(
                page("event: { id: [body:/id, header:X-Of], type: body:/type }\n", "", DETAILED), null, Map.of());
    }

    private static final String[] DETAILED = {
        REQUEST,
        SCAN,
        ITEMS,
        "detail: \"GET /v1/things/{item:/id}\"",
        "delivery: { id: [item:/id, item:/of], body: detail:/sent, headers: { X-Of: item:/of } }"
    };

    private static Listed.Sketch sketch() {
        return assertInstanceOf(
                Listed.Sketch.class, detailed().one("{'data':[ {'id':'1','of':'o','at':'2026-11-20T06:00:07Z'} ]}"));
    }

    @Test
    void aSketchIsKnownByTheListAlone() {
        Listed.Sketch sketch = sketch();
        assertEquals(List.of(known("1", "o")), sketch.keys());
        assertEquals(T0.plusSeconds(7), sketch.at());
        assertEquals(0, sketch.round());
        assertEquals(
                "{\"id\":\"1\",\"of\":\"o\",\"at\":\"2026-11-20T06:00:07Z\"}",
                new String(sketch.element(), StandardCharsets.UTF_8));
        assertEquals("no id", detailed().found("{'data':[{'id':'1'}]}").item().quarantine());
    }

    private static Step detail(int status, String body) {
        SmallPull small = detailed();
        return small.walk().detail(small.begin(), sketch(), SmallPull.answer(status, body));
    }

    @Test
    void aDetailHoldsTheDelivery() {
        Step.Listing listing = assertInstanceOf(Step.Listing.class, detail(200, "{'sent':{'id':'1','type':'t'}}"));
        Listed.Found found = (Listed.Found) listing.items().get(0);
        assertEquals(1, listing.items().size());
        assertEquals(sketch().keys(), found.keys());
        assertEquals(sketch().at(), found.at());
        assertEquals("{\"id\":\"1\",\"type\":\"t\"}", payload(found.item()));
        assertEquals(detailed().begin(), listing.next(), "the walk is where it was");
    }

    @Test
    void aDetailThatIsGoneIsSkipped() {
        for (int status : new int[] {404, 410}) {
            Step.Skipped skipped = assertInstanceOf(Step.Skipped.class, detail(status, "{}"));
            assertEquals("status " + status, skipped.reason());
            assertEquals(detailed().begin(), skipped.next());
        }
    }

    @Test
    void aDetailThatFailsIsAskedForAgain() {
        assertEquals(
                Step.Why.FAILED,
                assertInstanceOf(Step.Again.class, detail(500, "{}")).why());
        assertEquals(
                Step.Why.FAILED,
                assertInstanceOf(Step.Again.class, detail(200, "{")).why());
        assertEquals(
                Step.Why.THROTTLED,
                assertInstanceOf(Step.Again.class, detail(429, "{}")).why());
        assertInstanceOf(Step.Unauthorized.class, detail(401, "{}"));
    }
}
