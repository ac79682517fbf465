package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which items a body holds, and which of a page's shapes says what each means. */
class ItemsTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String SIGNATURE =
            "title: T\nsignature: { scheme: equals, value: header:X-Key, weakness: a token only }\n";

    private static List<Item> items(String page, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "X-Key";
        all[1] = SECRET;
        System.arraycopy(headers, 0, all, 2, headers.length);
        Outcome outcome = doorOf(SIGNATURE + page, SECRET).admit(post(body, all), NOW);
        return assertInstanceOf(Outcome.Admitted.class, outcome).items();
    }

    private static Item item(String page, String body, String... headers) {
        List<Item> items = items(page, body, headers);
        assertEquals(1, items.size());
        return items.get(0);
    }

    private static final String SHAPES = """
            event:
              - { when: { body:/kind: [paid, order.*] }, id: body:/id, type: text:listed }
              - { when: { body:/kind: refunded }, id: body:/id, type: text:literal }
              - { when: { body:/gone: present }, id: body:/id, type: text:gone }
              - { when: { body:/kind: absent, body:/id: present }, id: body:/id, type: text:bare }
              - { when: { body:/kind: "{header:X-Kind}" }, id: body:/id, type: text:named }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':1,'kind':'paid'}|listed",
                "{'id':1,'kind':'order.sent'}|listed",
                "{'id':1,'kind':'refunded'}|literal",
                "{'id':1,'kind':'refunded','gone':true}|literal",
                "{'id':1,'kind':'other','gone':true}|gone",
                "{'id':1}|bare",
                "{'id':1,'kind':'special'}|named"
            })
    void theFirstShapeThatFitsSaysWhatItIs(String body, String type) {
        Item item = item(SHAPES, body.replace('\'', '"'), "X-Kind", "special");
        assertNull(item.quarantine());
        assertEquals(type, item.type());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'id':1,'kind':'order'}", "{'id':1,'kind':'Paid'}", "{'id':1,'kind':'other'}", "{'kind':'none'}"})
    void whatNoShapeFitsIsNotUnderstood(String body) {
        assertEquals(
                "none of the page's shapes",
                item(SHAPES, body.replace('\'', '"')).quarantine());
    }

    private static final String BATCH = """
            split: { paths: "body:/events/*", when: { body:/batch: present } }
            event: { id: item:/id, type: text:t, tenant: body:/org }
            """;

    @Test
    void aBodyIsSplitWhereItSaysSo() {
        List<Item> items = items(BATCH, "{\"batch\":1,\"org\":\"acme\",\"events\":[{\"id\":1},{\"id\":2}]}");
        assertEquals(List.of("1", "2"), items.stream().map(Item::deliveryId).toList());
        assertEquals("acme", items.get(0).tenant());
        assertNull(items.get(0).quarantine());
    }

    @Test
    void aBodyThatDoesNotSaySoIsOneItem() {
        Item whole = item(BATCH, "{\"id\":7,\"events\":[{\"id\":1}]}");
        assertEquals("7", whole.deliveryId());
        assertNull(whole.tenant());
        assertNull(item(BATCH, "{\"id\":7,\"org\":\"\"}").tenant(), "an empty tenant is none");
    }

    @Test
    void anEmptyBatchHoldsNothing() {
        assertEquals(List.of(), items(BATCH, "{\"batch\":1,\"events\":[]}"));
    }

    @Test
    void tenThousandItemsAreTakenAndOneMoreIsNotUnderstood() {
        String page = "split: \"body:/*\"\nevent: { id: item:/id, type: text:t }\n";
        String most = "[" + "{\"id\":1},".repeat(9_999) + "{\"id\":1}]";
        assertEquals(10_000, items(page, most).size());
        assertEquals(
                "more than 10000 items",
                item(page, most.replace("]", ",{\"id\":1}]")).quarantine());
    }

    @Test
    void aBodyThatThePageDoesNotLookIntoMayBeAnything() {
        Item item = item("event: { id: header:X-Id, type: text:t }\n", "no JSON {", "X-Id", "7");
        assertNull(item.quarantine());
        assertEquals("7", item.deliveryId());
    }

    @Test
    void aBodyThatIsNoJsonIsNotUnderstoodWhereThePageLooksIntoIt() {
        Item item = item("event: { id: body:/id, type: text:t }\n", "no JSON {");
        assertEquals("quarantined", item.type());
        assertEquals("no JSON {", new String(item.payload(), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void elementsOfXmlAreItems() {
        List<Item> items = items(
                "split: \"xml:/list/event\"\nevent: { id: \"item:/id\", type: text:t }\n",
                "<list><event><id>1</id></event><event><id>2</id></event></list>");
        assertEquals(2, items.size());
    }

    @ParameterizedTest
    @CsvSource({
        "application/cloudevents-batch+json, application/cloudevents+json",
        "Application/CloudEvents-Batch+JSON; charset=utf-8, application/cloudevents+json; charset=utf-8",
        "application/json, application/json"
    })
    void whatIsCutOutOfABatchOfCloudEventsIsOneCloudEvent(String sent, String relayed) {
        String body = "[{\"specversion\":\"1.0\",\"id\":\"1\"},{\"specversion\":\"1.0\",\"id\":\"2\"}]";
        String split = "split: \"body:/*\"\nevent: { id: item:/id, type: text:t }\n";
        for (Item item : items(split, body, "Content-Type", sent)) {
            assertEquals(relayed, item.contentType());
        }
        assertEquals(
                sent,
                item("event: { id: item:/0/id, type: text:t }\n", body, "Content-Type", sent)
                        .contentType());
    }
}
