package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Event;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayHeadersTest {
    private static final List<String> HOSTILE = List.of(
            "a\r\nX-Injected: 1",
            "a\nX-Injected: 1",
            "a\rX-Injected: 1",
            "a\r\n\r\nGET /admin HTTP/1.1\r\nHost: x\r\n\r\n",
            "a\u0000b",
            "a\u0085b",
            "a\u2028b",
            "\u560d\u560aX-Injected: 1", // whose low bytes are CR and LF
            "a\u010db\u010ac",
            "\uD83D\uDC34",
            "\uD83D", // half a pair
            "  ",
            "\t",
            "100%",
            "%0d%0a",
            "\"quoted\"",
            "\u007f",
            "x".repeat(5000));

    @Test
    void nothingOfAVendorsTextEndsAHeader() {
        for (String text : HOSTILE) {
            Item item = new Item(text, text, List.of(), text, text, null, text, new byte[0], null);
            MultiMap headers = written(new Event(Samples.ID, text, Origin.PULL, 0, item));
            assertFalse(headers.contains("x-injected"));
            for (Map.Entry<String, String> header : headers) {
                assertTrue(header.getValue().matches("[ -~]*"), header.getKey());
                assertTrue(header.getValue().equals(header.getValue().strip()), header.getKey());
            }
            Set<String> names = new HashSet<>(headers.names());
            assertEquals(headers.entries().size(), names.size(), "each header once");
        }
    }

    @Test
    void encodingLosesNothing() {
        for (String text : HOSTILE) {
            if (!text.equals("\uD83D")) {
                String encoded = HeaderText.encode(text);
                assertEquals(text, URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
    }

    /** The example of the CloudEvents HTTP binding, 3.1.3.2. */
    @ParameterizedTest
    @CsvSource({"Euro € 😀, Euro%20%E2%82%AC%20%F0%9F%98%80", "invoice.paid, invoice.paid", "~!#$&'()*+, ~!#$&'()*+"})
    void encodesAsTheBindingSays(String text, String encoded) {
        assertEquals(encoded, HeaderText.encode(text));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/json; charset=utf-8, application/json; charset=utf-8",
                "-, application/octet-stream",
                "'', application/octet-stream",
                "' ', application/octet-stream",
                "text/plain\u00e9, application/octet-stream"
            })
    void contentTypeIsTheVendorsWhenItIsHarmless(String type, String expected) {
        assertEquals(
                expected,
                written(event(Samples.item("a", null, type, new byte[0]))).get("content-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
    void aTimeThatRfc3339CannotWriteIsReplacedByTheTimeOfReceipt(String time) {
        Item item = new Item("a", null, List.of(), null, null, Instant.parse(time), null, new byte[0], null);
        assertEquals("2026-11-20T08:00:00.123Z", written(event(item)).get("ce-time"));
    }

    @Test
    void aSubjectThatIsMissingEmptyOrHugeIsLeftOut() {
        for (String subject : new String[] {null, "", "x".repeat(5000)}) {
            assertFalse(written(event(Samples.item("a", subject, null, new byte[0])))
                    .contains("ce-subject"));
        }
    }

    @Test
    void withoutKeysThereIsNoSignature() {
        assertFalse(written(event(Samples.item("a", null, null, new byte[0]))).contains("webhook-signature"));
    }

    @Test
    void tracesAreTheEventsOwn() {
        Set<String> traces = new HashSet<>();
        for (long id = 0; id < 10_000; id++) {
            String one = TraceParent.of(id, id);
            assertTrue(one.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), one);
            assertFalse(one.contains("-0000000000000000-") || one.contains("-" + "0".repeat(32) + "-"), one);
            assertEquals(one.substring(0, 36), TraceParent.of(id, 99).substring(0, 36));
            traces.add(one.substring(3, 35));
        }
        assertEquals(10_000, traces.size());
        assertNotEquals(TraceParent.of(1, 1), TraceParent.of(1, 2));
    }

    private static Event event(Item item) {
        return new Event(Samples.ID, "stripe-live", Origin.PUSH, Samples.RECEIVED.toEpochMilli(), item);
    }

    private static MultiMap written(Event event) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        new RelayHeaders(List.of(), Clock.systemUTC(), new SplittableRandom(1)).write(new Outgoing(event, 1), headers);
        return headers;
    }
}
