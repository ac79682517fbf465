package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small readers at their edges: the last that is taken, and the first that is not. */
class ReadersTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T06:00:00Z, 2026-11-20T06:00:00Z",
        "2026-11-20T06:00:00z, 2026-11-20T06:00:00Z",
        "2026-11-20 06:00:00, 2026-11-20T06:00:00Z",
        "2026-11-20T06:00:00.1, 2026-11-20T06:00:00.100Z",
        "2026-11-20T06:00:00.123456789Z, 2026-11-20T06:00:00.123456789Z",
        "2026-11-20T06:00:00+0130, 2026-11-20T04:30:00Z",
        "2026-11-20T06:00:00-01:30, 2026-11-20T07:30:00Z",
        "2026-11-20T06:00:00+05, 2026-11-20T01:00:00Z",
        "2026-11-20T06:00:00+18:00, 2026-11-19T12:00:00Z",
        "2024-02-29T23:59:59.000001-18:00, 2024-03-01T17:59:59.000001Z"
    })
    void aTimeAsVendorsWriteIt(String text, Instant instant) {
        assertEquals(instant, IsoTime.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20T06:00:0",
                "2026-11-20T06:00:00.Z",
                "2026-11-20T06:00:00.1234567890Z",
                "2026-11-20T06:00:00Q",
                "2026-11-20T06:00:00 Z",
                "2026-11-20T06:00:00+1",
                "2026-11-20T06:00:00+123",
                "2026-11-20T06:00:00+18:01",
                "2026-11-20T06:00:00*01:30",
                "2026-11-20T06:00:00+01:3a",
                "2026-11-20T06:00:00+1:300",
                "2026-11-20T06:00:00+01 30",
                "2026-13-20T06:00:00Z",
                "2026-02-30T06:00:00Z",
                "2026-11-20T25:00:00Z",
                "2026/11/20T06:00:00Z",
                "202x-11-20T06:00:00Z",
                "2026-11-20x06:00:00Z",
                "2026-11-20T06:00:00.000000000000000000000000Z",
                "\u0662\u0660\u0662\u0666-11-20T06:00:00Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertNull(IsoTime.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 0, 1970-01-01T00:00:00Z",
        "UNIX_SECONDS, 99999999999, 5138-11-16T09:46:39Z",
        "UNIX_MILLIS, 1700000000123, 2023-11-14T22:13:20.123Z",
        "UNIX_MILLIS, 17000000001234, 2508-09-16T06:13:21.234Z",
        "UNIX_MICROS, 1700000000123456, 2023-11-14T22:13:20.123456Z",
        "UNIX_FRACTION, 1700000000.5, 2023-11-14T22:13:20.500Z",
        "UNIX_FRACTION, 1700000000.123456789, 2023-11-14T22:13:20.123456789Z",
        "UNIX_FRACTION, 1700000000, 2023-11-14T22:13:20Z",
        "ISO, 2023-11-14T22:13:20Z, 2023-11-14T22:13:20Z",
        "ISO_OFFSET, 2023-11-14T22:13:20+00:00, 2023-11-14T22:13:20Z",
        "DATE, 2023-11-14, 2023-11-14T00:00:00Z",
        "DATETIME, 2023-11-14 22:13:20, 2023-11-14T22:13:20Z",
        "DATETIME, 2023-11-14 22:13:20.5, 2023-11-14T22:13:20.500Z",
        "RFC2822, 'Tue, 14 Nov 2023 22:13:20 +0000', 2023-11-14T22:13:20Z",
        "DOTNET, /Date(1700000000123)/, 2023-11-14T22:13:20.123Z",
        "DOTNET, /Date(1700000000123+0100)/, 2023-11-14T22:13:20.123Z",
        "DOTNET, /Date(1700000000123-0100)/, 2023-11-14T22:13:20.123Z",
        "DOTNET, /Date(12345)/, 1970-01-01T00:00:12.345Z"
    })
    void aTimeInItsFormat(TimeFormat format, String text, Instant instant) {
        assertEquals(instant, format.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 999999999999",
        "UNIX_SECONDS, 01",
        "UNIX_SECONDS, -1",
        "UNIX_SECONDS, ''",
        "UNIX_MILLIS, 170000000012345",
        "UNIX_MICROS, 170000000012345678",
        "UNIX_MICROS, 1.5",
        "UNIX_FRACTION, 1700000000.",
        "UNIX_FRACTION, .5",
        "UNIX_FRACTION, 1700000000.1234567890",
        "UNIX_FRACTION, 1700000000.5.5",
        "UNIX_FRACTION, x.5",
        "DATE, 2023-11-14T",
        "DATE, 2023-11-1",
        "DATETIME, 2023-11-14T22:13:20",
        "DATETIME, 2023-11-14 22:13",
        "DATETIME, 2023-11-14",
        "RFC2822, yesterday",
        "DOTNET, 1700000000123",
        "DOTNET, /Date(1700000000123)",
        "DOTNET, Date(1700000000123)/",
        "DOTNET, /Date(+0100)/",
        "DOTNET, /Date()/"
    })
    void whatIsInAnotherFormatIsNoTime(TimeFormat format, String text) {
        assertNull(format.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 1700000000, true",
        "UNIX_SECONDS, 170000000, false",
        "UNIX_SECONDS, 17000000000, false",
        "UNIX_MILLIS, 1700000000123, true",
        "UNIX_MILLIS, 170000000012, false",
        "UNIX_MICROS, 1700000000123456, true",
        "UNIX_MICROS, 170000000012345, false",
        "ISO, 2023-11-14T22:13:20Z, true"
    })
    void aSignedNumberHasItsLength(TimeFormat format, String text, boolean taken) {
        assertEquals(taken, format.readSigned(text) != null);
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 1700000000, PT1S",
        "UNIX_MILLIS, 1700000000123, PT0.001S",
        "UNIX_MICROS, 1700000000123456, PT0.000001S",
        "UNIX_FRACTION, 1700000000.123456, PT1S",
        "ISO, 2023-11-14T22:13:20.123456789Z, PT1S",
        "ISO_OFFSET, 2023-11-14T22:13:20.123456789+00:00, PT1S",
        "DATE, 2023-11-14, PT24H",
        "DATETIME, 2023-11-14 22:13:20, PT1S",
        "RFC2822, 'Tue, 14 Nov 2023 22:13:20 GMT', PT1S",
        "DOTNET, /Date(1700000000123)/, PT0.001S"
    })
    void aTimeIsWrittenInItsFormat(TimeFormat format, String text, Duration unit) {
        Instant instant = Instant.parse("2023-11-14T22:13:20.123456789Z");
        assertEquals(text, format.write(instant));
        assertEquals(unit, format.unit());
        Instant back = format.read(text);
        assertFalse(back.isAfter(instant));
        assertTrue(back.plus(unit).isAfter(instant), "what is written is told apart as finely as it says");
    }

    @ParameterizedTest
    @CsvSource({
        "HEX, 00ff7a, '0,255,122'",
        "HEX, '', ''",
        "BASE64, AP8=, '0,255'",
        "BASE64, AP96, '0,255,122'",
        "BASE64URL, _-8=, '255,239'",
        "BASE64URL, _-8, '255,239'"
    })
    void bytesAsTheyAreWritten(Encoding encoding, String text, String bytes) {
        byte[] decoded = encoding.decode(text);
        String is = "";
        for (byte b : decoded) {
            is += (is.isEmpty() ? "" : ",") + (b & 0xff);
        }
        assertEquals(bytes, is);
    }

    @ParameterizedTest
    @CsvSource({
        "HEX, 0",
        "HEX, 00F0",
        "HEX, 0g",
        "HEX, g0",
        "HEX, '0 '",
        "HEX, 0:",
        "HEX, 0/",
        "HEX, 0`",
        "BASE64, AP8",
        "BASE64, AP9=",
        "BASE64, _-8=",
        "BASE64, 'AP8= '",
        "BASE64URL, /+8=",
        "BASE64URL, _-9",
        "BASE64URL, _-9=",
        "BASE64URL, _-8=="
    })
    void aSecondSpellingIsNone(Encoding encoding, String text) {
        assertNull(encoding.decode(text));
    }

    @Test
    void aForm() throws NotUnderstood {
        assertEquals(Map.of("a", List.of("1", "3"), "b", List.of("2")), FormReader.read("a=1&b=2&a=3"));
        assertEquals(Map.of("a b", List.of("c d+")), FormReader.read("a+b=c%20d%2B"));
        assertEquals(Map.of("a", List.of("", "")), FormReader.read("a&a="));
        assertEquals(Map.of("", List.of("b", "")), FormReader.read("=b&"));
        assertEquals(Map.of("a", List.of("=b")), FormReader.read("a==b"));
        assertEquals(Map.of("a", List.of("\u00e9Aa ~")), FormReader.read("a=%C3%A9%41%61+%7e"));
        assertEquals(Map.of("+", List.of("\u00e9 %")), FormReader.read("%2b=\u00e9+%25"));
    }

    @Test
    void anEmptyFormHasNoField() throws NotUnderstood {
        assertEquals(Map.of(), FormReader.read(""));
        assertEquals(64, FormReader.read("a&".repeat(63) + "a").get("a").size());
        assertThrows(NotUnderstood.class, () -> FormReader.read("a&".repeat(64) + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%4g", "a=%g4", "a=%\u00e91", "a=%c3", "a=%ff", "%=a", "a=%1\u00e9"})
    void aBrokenEscapeIsNoForm(String text) {
        assertThrows(NotUnderstood.class, () -> FormReader.read(text));
    }

    @Test
    void aListOfPairs() throws Fault {
        Inside v1 = Inside.parse("v1");
        assertEquals(List.of("a", "b"), v1.all("t=1,v1=a,v1=b,v10=c", false));
        assertEquals(List.of("a", "b,c"), v1.all("t=1;v1=a;v1=b,c", false));
        assertEquals(List.of("a"), v1.all("v1=a", false));
        assertEquals(List.of(""), v1.all("v1=", false));
        for (String none : List.of("v1", "V1=a", " v1=a", "xv1=a", "v2=a", "", ",", "v1,a")) {
            assertEquals(List.of(), v1.all(none, false), none);
        }
    }

    @Test
    void aListWithBlanksBetween() throws Fault {
        Inside v1 = Inside.parse("v1");
        assertEquals(List.of("a=", "b"), v1.all("v1,a= v1a,c v1,b", true));
        assertEquals(List.of(), v1.all("v1=a", true));
        assertEquals("a", v1.one("t=1,v1=a"));
        assertNull(v1.one("v1=a,v1=b"));
        assertNull(v1.one("t=1"));
        assertThrows(Fault.class, () -> Inside.parse("a b"));
        assertThrows(Fault.class, () -> Inside.parse(""));
    }

    @Test
    void aPointerIntoATextThatIsJson() throws Fault {
        Inside inside = Inside.parse("/a/0/b");
        assertEquals("x", inside.one("{\"a\":[{\"b\":\"x\"}]}"));
        assertNull(inside.one("{\"a\":[]}"));
        assertNull(inside.one("{\"a\":[{\"b\":{}}]}"));
        assertNull(inside.one("no json"));
    }

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

    @Test
    void limitsOfJson() throws Exception {
        JsonReader.read(("[".repeat(64) + "]".repeat(64)).getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> JsonReader.read(("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8)));
        JsonReader.read(("[" + "1,".repeat(99_990) + "1]").getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> JsonReader.read(("[" + "1,".repeat(100_000) + "1]").getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                NotUnderstood.class, () -> JsonReader.read(new byte[] {'"', (byte) 0xc3, '"'}), "half a character");
        byte[] latin = {'[', '"', (byte) 0xe9, '"', ']'};
        assertEquals(
                "invalid JSON: not UTF-8",
                assertThrows(NotUnderstood.class, () -> JsonReader.read(latin)).reason());
    }

    private static String xml(String body, String path) throws Exception {
        Node node = Pointer.parse(path).first(XmlReader.read(body.getBytes(StandardCharsets.UTF_8)));
        return node == null ? "none" : String.valueOf(node.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>x</a> | /a | x",
                "<?xml version='1.0' encoding='UTF-8'?><a>x</a> | /a | x",
                "<a><b>1</b><b>2</b></a> | /a/b | 1",
                "<s:a xmlns:s='u'><s:b c:d='e'>f</s:b></s:a> | /a/b | f",
                "<s:a xmlns:s='u'><s:b c:d='e'>f</s:b></s:a> | /a/b/@d | e",
                "<a b='1' c=\"2'\"/> | /a/@c | 2'",
                "<a>x&amp;&#65;&#x42;&lt;</a> | /a | x&AB<",
                "<a><![CDATA[<&>]]></a> | /a | <&>",
                "<a>1<!-- <b> -->2</a> | /a | 12",
                "<a b='>'>x</a > | /a/@b | >",
                "<a b='>'>x</a > | /a | x",
                "<a><b/></a> | /a | null",
                "<a/> | /a | ''",
                "<a/> | /b | none",
                "' <a/> ' | /a | ''"
            })
    void aPathIntoXml(String body, String path, String text) throws Exception {
        assertEquals(text == null ? "" : text, xml(body, path));
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
                "<a/>x",
                "x<a/>",
                "<a b></a>",
                "<a b=c></a>",
                "<a b='<'></a>",
                "<a 'b'></a>",
                "<a b='1'c='2'/>",
                "<1/>",
                "< a/>",
                "<a",
                "<a b='>",
                "<!DOCTYPE a><a/>",
                "<!ENTITY a 'b'><a/>",
                "<![CDATA[x]]><a/>",
                "<a>&b;</a>",
                "<a>&amp</a>",
                "<a>&#xZZ;</a>",
                "<a>&#1114112;</a>",
                "<a>&;</a>",
                "<a>&aaaaaaaaaaa;</a>",
                "<a><!-- </a>",
                "<a><![CDATA[ </a>",
                "<? <a/>",
                "<?xml version='1.0' encoding='latin1'?><a/>",
                "<a>\0</a>",
                "<a><b></a></b>"
            })
    void whatIsNoPlainXmlIsNotUnderstood(String body) {
        assertThrows(NotUnderstood.class, () -> XmlReader.read(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void limitsOfXml() throws Exception {
        XmlReader.read(("<a>".repeat(64) + "</a>".repeat(64)).getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> XmlReader.read(("<a>".repeat(65) + "</a>".repeat(65)).getBytes(StandardCharsets.UTF_8)));
        XmlReader.read(("<a>" + "<b/>".repeat(99_999) + "</a>").getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> XmlReader.read(("<a>" + "<b/>".repeat(100_000) + "</a>").getBytes(StandardCharsets.UTF_8)));
        assertThrows(NotUnderstood.class, () -> XmlReader.read(new byte[] {'<', 'a', '>', (byte) 0xff}));
        byte[] body = "<a> <b>x</b> </a>".getBytes(StandardCharsets.UTF_8);
        Node item = Pointer.parse("/a/b").first(XmlReader.read(body));
        assertArrayEquals(
                "<b>x</b>".getBytes(StandardCharsets.UTF_8),
                java.util.Arrays.copyOfRange(body, item.start(), item.end()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example.com/x, a.example.com, true",
        "https://a.example.com/x?y=1, a.example.com, true",
        "https://sns.us-east-1.amazonaws.com/x.pem, sns.*.amazonaws.com, true",
        "https://a.example.com/x, *.example.com, true",
        "https://example.com/x, *.example.com, false",
        "https://sns..amazonaws.com/x.pem, sns.*.amazonaws.com, false",
        "https://sns.a.b.amazonaws.com/x.pem, sns.*.amazonaws.com, false",
        "https://sns.amazonaws.com/x.pem, sns.*.amazonaws.com, false",
        "https://sns.us-east-1.amazonaws.com.evil.test/x, sns.*.amazonaws.com, false",
        "https://evil.test/sns.us-east-1.amazonaws.com, sns.*.amazonaws.com, false",
        "http://a.example.com/x, a.example.com, false",
        "HTTPS://a.example.com/x, a.example.com, false",
        "https://A.example.com/x, a.example.com, false",
        "https://a.example.com:443/x, a.example.com, false",
        "https://u@a.example.com/x, a.example.com, false",
        "https://a.example.com/x#y, a.example.com, false",
        "https://a.example.com/../x, a.example.com, false",
        "https://a.example.com\\@b/x, a.example.com, false",
        "//a.example.com/x, a.example.com, false",
        "https:///x, a.example.com, false"
    })
    void aUrlOfAPinnedHost(String url, String host, boolean taken) {
        assertEquals(taken, PinnedUrl.parse(url, List.of(host)) != null);
    }

    @Test
    void aUrlIsPlainAndShort() {
        String url = "https://a.example.com/";
        List<String> hosts = List.of("a.example.com");
        assertTrue(PinnedUrl.parse(url + "x".repeat(1024 - url.length()), hosts) != null);
        assertNull(PinnedUrl.parse(url + "x".repeat(1025 - url.length()), hosts));
        for (String sign : List.of(" ", "\u007f", "\u00e9", "\t", "%")) {
            assertNull(PinnedUrl.parse(url + sign, hosts));
        }
    }

    @Test
    void aKeptTextIsCutBetweenCharacters() throws NotUnderstood {
        assertEquals("a".repeat(256), Kept.text("a".repeat(256)));
        assertEquals("a".repeat(256), Kept.text("a".repeat(257)));
        assertEquals("a".repeat(255), Kept.text("a".repeat(255) + "\ud83d\ude00"));
        assertEquals("a".repeat(254) + "\ud83d\ude00", Kept.text("a".repeat(254) + "\ud83d\ude00b"));
        for (String bad : List.of("\0", "a\0", "\ud83d", "\ude00", "\ud83da", "\ude00\ud83d")) {
            assertThrows(NotUnderstood.class, () -> Kept.text(bad));
            assertNull(Kept.orNull(bad));
        }
        assertNull(Kept.orNull(null));
        assertEquals("a", Kept.orNull("a"));
    }
}
