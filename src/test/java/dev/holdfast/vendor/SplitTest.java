package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a delivery becomes items: in the exact bytes, and without losing a part of it. */
class SplitTest {
    private static List<String> json(String body, String... paths) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return cut(bytes, split(Place.BODY, paths).items(JsonReader.read(bytes)));
    }

    private static List<String> xml(String body, String path) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return cut(bytes, split(Place.XML, path).items(XmlReader.read(bytes)));
    }

    private static Split split(Place place, String... paths) throws Fault {
        List<Split.Path> all = new ArrayList<>();
        for (String path : paths) {
            all.add(new Split.Path(place, Pointer.parse(path)));
        }
        return new Split(all, Conditions.NONE);
    }

    private static List<String> cut(byte[] body, List<Node> items) {
        return items.stream()
                .map(item -> new String(body, item.start(), item.end() - item.start(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void itemsAreTheBytesAsTheyStand() throws Exception {
        assertEquals(
                List.of("{ \"a\" : 1.10 }", "\"\u00e9 \\\" ]\"", "-1e5", "null", "[ ]", "true"),
                json("\n[ { \"a\" : 1.10 } ,\"\u00e9 \\\" ]\", -1e5 ,null,[ ],true ]\n", "/*"));
    }

    @Test
    void oneObjectCountsAsAListOfOne() throws Exception {
        assertEquals(List.of("{\"a\":1}"), json(" {\"a\":1}", "/*"));
    }

    @Test
    void anEmptyListHoldsNothing() throws Exception {
        assertEquals(List.of(), json("{\"events\":[]}", "/events/*"));
        assertEquals(List.of(), json("[]", "/*"));
    }

    @Test
    void aDeliveryThatNoPathReachesIsOneItem() throws Exception {
        assertEquals(List.of("{\"ping\":1}"), json("{\"ping\":1}", "/events/*"));
        assertEquals(List.of("{\"events\":null}"), json("{\"events\":null}", "/events/*"));
        assertEquals(List.of("7"), json("7", "/*"));
    }

    @Test
    void aMatchThatHoldsAnotherIsNoItem() throws Exception {
        String[] meta = {
            "/entry/*/changes/*/value/messages/*", "/entry/*/changes/*/value/statuses/*", "/entry/*/changes/*"
        };
        assertEquals(
                List.of("{\"id\":\"m1\"}", "{\"id\":\"s1\"}", "{\"field\":\"x\"}"),
                json(
                        "{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"id\":\"m1\"}]}},"
                                + "{\"value\":{\"statuses\":[{\"id\":\"s1\"}]}},{\"field\":\"x\"}]}]}",
                        meta));
    }

    @Test
    void aPartThatNoPathReachesIsAnItemBesideTheOthers() throws Exception {
        assertEquals(
                List.of("{\"id\":1}", "{\"messaging\":[9]}"),
                json("{\"entry\":[{\"changes\":[{\"id\":1}]},{\"messaging\":[9]}]}", "/entry/*/changes/*"));
    }

    @Test
    void aPartOfAnItemIsNoItemBesideIt() throws Exception {
        assertEquals(List.of("{\"b\":[{\"c\":1}]}"), json("{\"a\":[{\"b\":[{\"c\":1}]}]}", "/a/*", "/a/*/b/*/d/*"));
        assertEquals(List.of("{\"b\":[{\"c\":1}]}"), json("{\"a\":[{\"b\":[{\"c\":1}]}]}", "/a/*/x/*", "/a/*/b/*/d/*"));
    }

    @Test
    void xmlItemsAreTheBytesOfTheirElements() throws Exception {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:E xmlns:s=\"u\"><s:B><n><o>1</o>\n"
                + "<N a='>'><Id>1</Id></N> <N><Id>\u00e9</Id></N><!-- <N/> --></n></s:B></s:E>\n";
        assertEquals(List.of("<N a='>'><Id>1</Id></N>", "<N><Id>\u00e9</Id></N>"), xml(body, "/E/B/n/N"));
    }

    @Test
    void xmlIsReadByLocalNamesWithAttributesAndEntities() throws Exception {
        Node root = XmlReader.read("<a:x xmlns:a=\"u\" b:type=\"sf:Lead\"><y>1 &lt; 2 &#x41;<![CDATA[&]]></y></a:x>"
                .getBytes(StandardCharsets.UTF_8));
        assertEquals("1 < 2 A&", Pointer.parse("/x/y").first(root).text());
        assertEquals("sf:Lead", Pointer.parse("/x/@type").first(root).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<a>",
                "</a>",
                "<a></b>",
                "<a/><b/>",
                "<a b></a>",
                "<a>&unknown;</a>",
                "<a>&",
                "<a",
                "<!-- x",
                "<!DOCTYPE a><a/>",
                "<a><!ENTITY x \"y\"></a>",
                "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>",
                "<a>\0</a>",
                "<a b=\"<\"/>",
                "<1/>",
                "<>",
                "<a>&#xd800;&#99999999999;</a>"
            })
    void brokenOrLoadedXmlIsNotUnderstood(String body) {
        assertThrows(NotUnderstood.class, () -> XmlReader.read(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void deepXmlIsCutOff() {
        byte[] deep = "<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThrows(NotUnderstood.class, () -> XmlReader.read(deep));
    }
}
