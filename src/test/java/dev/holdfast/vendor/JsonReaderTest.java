package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON at its edges, and paths into it. */
class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "/a b", "/{", "/a}", "/a|b", "/a#b", "/a?", "/a~", "/~2", "/\u0001"})
    void whatIsNoPathIsToldSo(String text) {
        assertThrows(Fault.class, () -> Pointer.parse(text));
    }

    @Test
    void aPathHasItsSteps() throws Fault {
        assertEquals(List.of(), Pointer.parse("").steps());
        assertEquals(
                List.of("a~b", "c/d", "", "~1"),
                Pointer.parse("/a~0b/c~1d//~01").steps());
        assertTrue(Pointer.parse("/a/*").isMany());
        assertFalse(Pointer.parse("/a/b").isMany());
    }

    private static String json(String body, String path) throws Exception {
        Node node = Pointer.parse(path).first(JsonReader.read(body.getBytes(StandardCharsets.UTF_8)));
        return node == null ? "none" : String.valueOf(node.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':'x'} | /a | x",
                "{'a':'\\u0041\\n\\\\'} | /a | 'A\n\\'",
                "{'a':'\\\"'} | /a | '\"'",
                "{'a':-1.5e+10 } | /a | -1.5e+10",
                "{'a':1} | /a | 1",
                "[1,2] | /1 | 2",
                "[1,2] | /2 | none",
                "[1,2] | /01 | none",
                "[1,2] | /-1 | none",
                "[1,2] | /1234567 | none",
                "[1,2,3,4,5,6,7,8,9,10,11] | /10 | 11",
                "[1,2,3,4,5,6,7,8,9,10,11] | /9 | 10",
                " \"x\" | '' | x",
                "{'a':'\\\\'} | /a | \\",
                "{'a':true,'b':null,'c':{}} | /a | true",
                "{'a':true,'b':null,'c':{}} | /b | null",
                "{'a':true,'b':null,'c':{}} | /c | null",
                "{'a':true,'b':null,'c':{}} | /d | none",
                "{'a':true} | /a/b | none",
                "7 | '' | 7",
                "{'1':'x'} | /1 | x"
            })
    void aPathIntoJson(String body, String path, String text) throws Exception {
        assertEquals(text, json(body.replace('\'', '"'), path == null ? "" : path));
    }

    @Test
    void aValueKnowsItsBytes() throws Exception {
        byte[] body = " [ {\"a\" : \"b\\\"\"} , 12 , \"x\" ,[] ]".getBytes(StandardCharsets.UTF_8);
        Json root = JsonReader.read(body);
        List<Node> items = root.step("*");
        String[] texts = {"{\"a\" : \"b\\\"\"}", "12", "\"x\"", "[]"};
        for (int i = 0; i < texts.length; i++) {
            Node item = items.get(i);
            assertEquals(texts[i], new String(body, item.start(), item.end() - item.start(), StandardCharsets.UTF_8));
            assertEquals(root, item.parent());
        }
        assertEquals(List.of(items.get(0)), items.get(0).step("*"));
        assertEquals(List.of(), items.get(1).step("*"));
        assertEquals(List.of(), items.get(3).step("0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{} {}",
                "1 2",
                "{\"a\":1,\"a\":2}",
                "\0\0\0{",
                "\ufeff{}",
                "'a'",
                "NaN",
                "[1 2]"
            })
    void whatIsNotStrictlyOneDocumentIsNotUnderstood(String body) {
        NotUnderstood fault =
                assertThrows(NotUnderstood.class, () -> JsonReader.read(body.getBytes(StandardCharsets.UTF_8)));
        assertTrue(fault.reason().contains("JSON"), fault.reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | invalid JSON: broken at byte 1",
                "{\"a\":1,\"a\":2} | invalid JSON: a key twice at byte 10",
                "{} {} | invalid JSON: more than one document",
                "' ' | invalid JSON: nothing there",
                "[1\0] | invalid JSON: not UTF-8",
                "[1,2\0] | invalid JSON: broken at byte 5",
                "\u00e9 | invalid JSON: it begins with a byte order mark or no JSON at all"
            })
    void whyItIsNotUnderstoodIsToldWithoutAWordOfIt(String body, String reason) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                reason,
                assertThrows(NotUnderstood.class, () -> JsonReader.read(bytes)).reason());
    }

    @Test
    void aLongNameIsOverALimit() {
        byte[] body = ("{\"" + "a".repeat(257) + "\":1}").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "JSON over a limit: 64 levels, names of 256, numbers of 1000 characters",
                assertThrows(NotUnderstood.class, () -> JsonReader.read(body)).reason());
    }

    @Test
    void fieldsComeInTheirOrder() throws Exception {
        Json json = JsonReader.read("{\"b\":1,\"a\":2,\"c\":[]}".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("b", "a", "c"), List.copyOf(json.fields().keySet()));
        assertEquals("2", json.fields().get("a").text());
        assertEquals(Map.of(), JsonReader.within("[1]").fields());
        assertEquals(Map.of(), JsonReader.within("{}").fields());
    }

    @Test
    void limitsOfJson() throws Exception {
        JsonReader.read(("[".repeat(64) + "]".repeat(64)).getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> JsonReader.read(("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8)));
        // The brackets count too: 100,000 in all.
        JsonReader.read(("[" + "1,".repeat(99_997) + "1]").getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> JsonReader.read(("[" + "1,".repeat(99_998) + "1]").getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                NotUnderstood.class, () -> JsonReader.read(new byte[] {'"', (byte) 0xc3, '"'}), "half a character");
        byte[] latin = {'[', '"', (byte) 0xe9, '"', ']'};
        assertEquals(
                "invalid JSON: not UTF-8",
                assertThrows(NotUnderstood.class, () -> JsonReader.read(latin)).reason());
    }
}
