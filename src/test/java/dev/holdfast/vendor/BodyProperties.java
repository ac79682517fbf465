package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The readers of bodies against any bytes, and against Jackson's tree where the bytes are JSON. */
class BodyProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                Arbitraries.strings()
                        .ofMaxLength(8)
                        .filter(BodyProperties::isWhole)
                        .map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.of(true, false).map(bool -> (Object) bool),
                Arbitraries.just(List.of()));
        return Arbitraries.recursive(() -> scalar, BodyProperties::holding, 0, 4);
    }

    private static Arbitrary<Object> holding(Arbitrary<Object> inner) {
        return Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> (Object) list),
                Arbitraries.maps(Arbitraries.strings().ofMaxLength(4).filter(BodyProperties::isWhole), inner)
                        .ofMaxSize(4)
                        .map(map -> (Object) new LinkedHashMap<>(map)));
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Property(tries = 500)
    void everyValueStandsInItsOwnBytes(@ForAll("values") Object value, @ForAll boolean pretty) throws Exception {
        byte[] body = (pretty ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer()).writeValueAsBytes(value);
        same(JSON.readTree(body), JsonReader.read(body), body);
    }

    private static void same(JsonNode expected, Json is, byte[] body) throws IOException {
        byte[] cut = Arrays.copyOfRange(body, is.start(), is.end());
        assertEquals(expected, JSON.readTree(cut));
        if (expected.isTextual()) {
            assertEquals(expected.textValue(), is.text());
        }
        if (expected.isArray()) {
            List<Node> elements = is.step("*");
            assertEquals(expected.size(), elements.size());
            for (int i = 0; i < expected.size(); i++) {
                same(expected.get(i), (Json) elements.get(i), body);
                assertEquals(elements.get(i), is.step(Integer.toString(i)).get(0));
            }
        }
        if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                if (!field.getKey().equals("*")) {
                    same(field.getValue(), (Json) is.step(field.getKey()).get(0), body);
                }
            }
        }
    }

    @Property(tries = 2000)
    void noBytesMakeAReaderFail(@ForAll byte[] body) {
        understood(body);
    }

    @Property(tries = 2000)
    void noAlmostJsonMakesAReaderFail(@ForAll("fragments") String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (understood(body)) {
            assertTrue(isJson(body), text);
        }
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.of(
                        "{", "}", "[", "]", "\"", ":", ",", "a", "\\u0041", "\\", "1", "-", ".", "e", "null", "true",
                        " ", "\u00e9")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.of(
                        "<a>",
                        "</a>",
                        "<b x='1'>",
                        "</b>",
                        "<c/>",
                        "<",
                        ">",
                        "&amp;",
                        "&",
                        "text",
                        "<!--",
                        "-->",
                        "<?",
                        "?>",
                        "<![CDATA[",
                        "]]>",
                        "'",
                        "\"",
                        "/")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 3000)
    void noTagsMakeTheXmlReaderFail(@ForAll("tags") String text) {
        try {
            XmlReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (NotUnderstood e) {
            assertTrue(e.reason().contains("XML"));
        }
    }

    @Property
    void whatAFormSaysIsWhatWasPutIn(@ForAll("pairs") List<String> pairs) throws Exception {
        List<String> encoded = new ArrayList<>();
        for (String pair : pairs) {
            encoded.add("k=" + java.net.URLEncoder.encode(pair, StandardCharsets.UTF_8));
        }
        Map<String, List<String>> form = FormReader.read(String.join("&", encoded));
        assertEquals(pairs.isEmpty() ? null : pairs, form.get("k"));
    }

    @Provide
    Arbitrary<List<String>> pairs() {
        return Arbitraries.strings()
                .ofMaxLength(10)
                .filter(BodyProperties::isWhole)
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 2000)
    void noTextMakesATimeFormatFail(@ForAll String text, @ForAll TimeFormat format) {
        format.read(text);
        format.readSigned(text);
    }

    @Property
    void everyInstantIsReadBack(@ForAll("instants") Instant instant) {
        assertEquals(instant, TimeFormat.ISO.read(instant.toString()));
        assertEquals(
                instant,
                TimeFormat.ISO.read(instant.toString().replace('T', ' ').replace("Z", "")));
        assertEquals(
                Instant.ofEpochMilli(instant.toEpochMilli()),
                TimeFormat.UNIX_MILLIS.read(Long.toString(instant.toEpochMilli())));
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(0, 4_000_000_000L)
                .flatMap(second -> Arbitraries.integers()
                        .between(0, 999_999_999)
                        .map(nano -> Instant.ofEpochSecond(second, nano)));
    }

    private static boolean understood(byte[] body) {
        try {
            JsonReader.read(body);
            return true;
        } catch (NotUnderstood e) {
            assertTrue(e.reason().contains("JSON"));
            return false;
        }
    }

    private static boolean isJson(byte[] body) {
        try {
            JSON.readTree(body);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
