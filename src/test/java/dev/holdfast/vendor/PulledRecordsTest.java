package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.ITEMS;
import static dev.holdfast.vendor.SmallPull.REQUEST;
import static dev.holdfast.vendor.SmallPull.SCAN;
import static dev.holdfast.vendor.SmallPull.T0;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Listed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of a list are states of objects, or operations, by the first shape that they fit. */
class PulledRecordsTest {
    private static final String AT = "2026-11-20T06:00:07Z";
    private static final String VERSION = "object: item:/id, version: { at: item:/at, format: iso }";

    private static SmallPull records(String record) {
        return SmallPull.of(REQUEST, SCAN, ITEMS, "record: " + record);
    }

    private static EventKey state(String... parts) {
        return EventKey.of(EventKey.Kind.STATE, "src", T0, List.of(parts), false);
    }

    private static EventKey operation(String... parts) {
        return EventKey.of(EventKey.Kind.DELIVERY, "src", null, List.of(parts), true);
    }

    private static String seconds(long after) {
        return Long.toString(T0.getEpochSecond() + after);
    }

    @Test
    void aStateIsKnownByItsObjectAndVersion() {
        Listed.Found found =
                records("{ " + VERSION + ", type: text:changed }").found("{'data':[ {'id':'1','at':'" + AT + "'} ]}");
        Item item = found.item();
        assertNull(item.quarantine());
        assertEquals("changed", item.type());
        assertEquals(List.of(state("1", seconds(7))), item.keys());
        assertEquals("1", item.subject());
        assertNull(item.deliveryId());
        assertNull(item.tenant());
        assertEquals(T0.plusSeconds(7), item.time());
        assertEquals(T0.plusSeconds(7), found.at());
        assertEquals("application/json", item.contentType());
        assertEquals("{\"id\":\"1\",\"at\":\"" + AT + "\"}", new String(item.payload(), StandardCharsets.UTF_8));
        assertTrue(found.synthetic());
    }

    @Test
    void whereClocksDifferAStateIsKnownByTheTimesAroundItToo() {
        assertEquals(
                List.of(
                        state("1", seconds(7)),
                        state("1", seconds(6)),
                        state("1", seconds(8)),
                        state("1", seconds(5)),
                        state("1", seconds(9))),
                records("{ " + VERSION + ", within: 2s, type: text:changed }")
                        .one("{'data':[{'id':'1','at':'" + AT + "'}]}")
                        .keys());
    }

    @Test
    void aVersionMayBeAText() {
        assertEquals(
                List.of(EventKey.of(EventKey.Kind.STATE, "src", null, List.of("a", "b", "v3"), false)),
                records("{ object: [item:/a, item:/b], version: item:/v, type: text:changed }")
                        .one("{'data':[{'a':'a','b':'b','v':'v3'}]}")
                        .keys());
    }

    @Test
    void anOperationIsKnownByItsId() {
        SmallPull small =
                records("{ id: item:/id, type: \"{item:/kind}.done\", time: { at: item:/done, format: iso } }");
        Item item = small.found("{'data':[{'id':'1','kind':'k','at':'" + AT + "','done':'2026-11-20T06:00:09Z'}]}")
                .item();
        assertEquals(List.of(operation("1")), item.keys());
        assertEquals("k.done", item.type());
        assertEquals("1", item.deliveryId());
        assertEquals("1", item.subject());
        assertEquals(T0.plusSeconds(9), item.time(), "its own, and not the list's");
        assertNull(small.found("{'data':[{'id':'1','kind':'k','at':'" + AT + "'}]}")
                .item()
                .time());
        assertEquals(Kind.OPERATION, small.walk().terms().kind());
        assertEquals(List.of("*.done"), small.walk().terms().types());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "object: ['{item:/kind}.done', item:/id], version: text:once, type: '{item:/kind}.done' | OPERATION",
                "object: [text:paid, item:/id], version: text:once, type: text:paid | OPERATION",
                "object: [text:pay, item:/id], version: text:once, type: text:pay.found | STATE",
                "object: [text:paid, item:/id], version: item:/v, type: text:paid | STATE",
                "object: [text:paid, item:/id], version: '{item:/v}once', type: text:paid | STATE",
                "object: [text:paid, item:/id], version: { at: item:/at, format: iso }, type: text:paid | STATE"
            },
            quoteCharacter = '`')
    void whatIsDoneOnceHasItsTypeInItsKey(String record, Kind kind) {
        assertEquals(kind, records("{ " + record + " }").walk().terms().kind());
    }

    @Test
    void anOperationOnAnObjectIsKnownByBoth() {
        String push = "event: { id: [body:/id, body:/n], type: text:t }\n";
        String record = "record: { id: [item:/id, item:/n], object: [item:/o, item:/p],"
                + " version: { at: item:/at, format: iso }, type: text:t }";
        SmallPull small = SmallPull.of(page(push, "", REQUEST, SCAN, ITEMS, record), null, Map.of());
        Item item = small.found("{'data':[{'id':'1','n':2,'o':'o','p':'p','at':'" + AT + "'}]}")
                .item();
        assertEquals(
                "no id",
                small.found("{'data':[{'id':'1','o':'o','p':'p','at':'" + AT + "'}]}")
                        .item()
                        .quarantine());
        assertEquals(List.of(operation("1", "2"), state("o", "p", seconds(7))), item.keys());
        assertEquals("1/2", item.deliveryId());
        assertEquals("o/p", item.subject());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'1'} | no object, or no version of it",
                "{'at':'2026-11-20T06:00:07Z'} | no object, or no version of it",
                "{'id':'1','at':'soon'} | no object, or no version of it"
            })
    void whatHasNoVersionIsNotUnderstood(String element, String reason) {
        Listed.Found found = records("{ " + VERSION + ", type: text:t }").found("{'data':[" + element + "]}");
        assertEquals(reason, found.item().quarantine());
        assertEquals(1, found.keys().size(), "known by its bytes");
    }

    @Test
    void whatHasNoTypeIsNotUnderstood() {
        for (String type : List.of("item:/kind", "item:/kind~")) {
            assertEquals(
                    "no type",
                    records("{ " + VERSION + ", type: " + type + " }")
                            .found("{'data':[{'id':'1','at':'" + AT + "'}]}")
                            .item()
                            .quarantine());
        }
    }

    @Test
    void theFirstShapeThatFitsCounts() {
        SmallPull small = SmallPull.of(
                REQUEST,
                SCAN,
                ITEMS,
                "record:",
                "  - { when: { item:/gone: \"true\" }, " + VERSION + ", type: text:gone }",
                "  - { when: { item:/kind: [a, b*] }, id: item:/id, type: \"{item:/kind}\" }");
        assertEquals(
                "gone",
                small.found("{'data':[{'gone':true,'kind':'a','id':'1','at':'" + AT + "'}]}")
                        .item()
                        .type());
        assertEquals(
                "bc", small.found("{'data':[{'kind':'bc','id':'1'}]}").item().type());
        assertEquals(
                List.of(), small.listing("{'data':[{'kind':'c','id':'1'}]}").items());
        assertEquals(Kind.STATE, small.walk().terms().kind());
        assertEquals(List.of("gone", "*"), small.walk().terms().types());
    }

    @Test
    void aDeliveryThatNothingIsKnownByIsKnownByItsBytes() {
        String push = "event: { id: received, type: text:t }\n";
        String page = page(push, "", REQUEST, SCAN, ITEMS, "delivery: { body: item }");
        SmallPull small = SmallPull.of(page, null, Map.of());
        Item item = small.found("{'data':[{'id':1}]}").item();
        assertNull(item.quarantine());
        assertEquals(1, item.keys().size());
        assertEquals(item.keys(), small.found("{'data':[{'id':1}]}").item().keys());
        assertEquals(List.of("*"), small.walk().terms().types());
        assertEquals(Kind.EXACT, small.walk().terms().kind());
    }

    @Test
    void aRecordIsKnownByAParameterOfTheSourceToo() {
        String push =
                "params: { shop: { pattern: \"[a-z]+\" } }\nevent: { id: [param:shop, body:/id], type: text:t }\n";
        String record = "record: { id: [param:shop, item:/id], type: text:t }";
        SmallPull small = SmallPull.of(page(push, "", REQUEST, SCAN, ITEMS, record), null, Map.of("shop", "acme"));
        assertEquals(
                List.of(operation("acme", "1")),
                small.one("{'data':[{'id':1}]}").keys());
    }

    @Test
    void aRecordIsKnownByItsBytesWhereThePageSaysSo() {
        SmallPull small = records("{ id: \"{item|sha256-hex}\", type: text:t }");
        assertEquals(
                List.of(operation("a27e0e4d11df025e92947f4d7c340ae32dc0089fbaea996114e9c61b7abe58f3")),
                small.one("{'data':[ {'at':1} ]}").keys());
    }
}
