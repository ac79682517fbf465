package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Item;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rightly signed is never refused for its content: it is kept, byte for byte, and understood or not. */
class BodyCorpusTest {
    private static final String SECRET = "whsec_0123456789abcdefghij";
    private static final Door STRIPE = door("stripe", SECRET);

    private static Item stripe(byte[] body, String... contentType) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes("1700000000.".getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        String type = contentType.length == 0 ? "application/json" : contentType[0];
        Request request = post(
                body,
                "Stripe-Signature",
                "t=1700000000,v1=" + hmacHex(SECRET, signed.toByteArray()),
                "Content-Type",
                type);
        Outcome.Admitted admitted = assertInstanceOf(Outcome.Admitted.class, STRIPE.admit(request, NOW));
        assertEquals(1, admitted.items().size());
        assertArrayEquals(body, admitted.items().get(0).payload());
        return admitted.items().get(0);
    }

    private static Item stripe(String body, String... contentType) {
        return stripe(body.getBytes(StandardCharsets.UTF_8), contentType);
    }

    private static void assertQuarantined(Item item) {
        assertNotNull(item.quarantine());
        assertEquals("quarantined", item.type());
        assertTrue(item.keys().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "{\"id\":\"evt_1\"",
                "{\"id\":\"evt_1\",\"type\":\"t\"}x",
                "{\"id\":\"evt_1\",\"type\":\"t\"}{\"id\":\"evt_2\",\"type\":\"t\"}",
                "{/**/\"id\":\"e\",\"type\":\"t\"}",
                "{\"id\":\"e\",\"type\":\"t\",\"x\":NaN}",
                "{'id':'e','type':'t'}",
                "{\"id\":\"e\",\"type\":\"t\",}",
                "{\"id\":1,\"id\":2,\"type\":\"t\"}",
                "{\"id\":1,\"i\\u0064\":2,\"type\":\"t\"}",
                "{\"id\":\"e\",\"type\":\"t\",\"deep\":{\"a\":1,\"a\":2}}",
                "{\"id\":\"e\",\"type\":\"\"}",
                "{\"id\":\"e\"}",
                "{\"id\":\"a\\ud800\",\"type\":\"t\"}",
                "{\"id\":\"a\\u0000b\",\"type\":\"t\"}",
                "{\"id\":\"e\",\"type\":\"\\udc00\"}",
                "{\"id\":\"e\",\"type\":\"t\",\"account\":\"\\u0000\"}",
                "\ufeff{\"id\":\"e\",\"type\":\"t\"}",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "{\"id\":\"e\",\"type\":\"t\"}\0"
            })
    void whatIsNotUnderstoodIsKeptInQuarantine(String body) {
        assertQuarantined(stripe(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"t\"}",
                "{\"id\":null,\"type\":\"t\"}",
                "{\"id\":\"\",\"type\":\"t\"}",
                "{\"id\":{},\"type\":\"t\"}"
            })
    void whatHasNoIdIsAnEventThatNothingIsKnownBy(String body) {
        Item item = stripe(body);
        assertNull(item.quarantine());
        assertEquals("t", item.type());
        assertTrue(item.keys().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16"})
    void otherEncodingsAreNeverGuessed(String charset) {
        assertQuarantined(stripe("{\"id\":\"e\",\"type\":\"t\"}".getBytes(Charset.forName(charset))));
    }

    @Test
    void invalidUtf8IsQuarantined() {
        byte[] latin = "{\"id\":\"e\",\"type\":\"t\",\"x\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertQuarantined(stripe(latin));
        byte[] overlong = "{\"id\":\"e\",\"type\":\"t\",\"x\":\"__\"}".getBytes(StandardCharsets.UTF_8);
        overlong[overlong.length - 4] = (byte) 0xc0;
        overlong[overlong.length - 3] = (byte) 0x80;
        assertQuarantined(stripe(overlong));
    }

    @Test
    void aCharsetIsBelievedOnlyWhereItMakesNoDifference() {
        String ascii = "{\"id\":\"e\",\"type\":\"t\"}";
        String accent = "{\"id\":\"\u00e9\",\"type\":\"t\"}";
        assertNull(stripe(ascii, "application/json; charset=UTF-8").quarantine());
        assertNull(stripe(ascii, "application/json;charset=\"iso-8859-1\"").quarantine());
        assertNull(stripe(accent, "application/json; charset=utf-8; x=y").quarantine());
        assertQuarantined(stripe(accent, "application/json; charset=iso-8859-1"));
        assertQuarantined(stripe(ascii, "application/json; charset=utf-7"));
        assertQuarantined(stripe(ascii, "application/json; charset=utf-16"));
        assertQuarantined(stripe(ascii, "application/json; charset=bogus"));
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000, 100_000})
    void deepNestingIsCutOff(int depth) {
        for (String body : new String[] {
            "[".repeat(depth), "{\"a\":".repeat(depth), "[{\"a\":".repeat(depth), "[".repeat(depth) + "]".repeat(depth)
        }) {
            assertTimeout(Duration.ofMillis(500), () -> assertQuarantined(stripe(body)));
        }
    }

    @Test
    void aBodyOfNothingButCommasIsCutOff() {
        assertQuarantined(stripe("[" + "0,".repeat(500_000) + "0]"));
    }

    @Test
    void sixtyFourLevelsAreUnderstood() {
        String body = "{\"id\":\"e\",\"type\":\"t\",\"x\":" + "[".repeat(63) + "]".repeat(63) + "}";
        assertNull(stripe(body).quarantine());
    }

    @Test
    void numbersKeepTheirExactText() {
        for (String number : new String[] {"9007199254740993", "-0", "1e999999999", "1" + "0".repeat(200), "1.10"}) {
            assertEquals(
                    number, stripe("{\"id\":" + number + ",\"type\":\"t\"}").deliveryId());
        }
    }

    @Test
    void aMillionDigitsEndInQuarantine() {
        assertQuarantined(stripe("{\"id\":" + "7".repeat(1_000_000) + ",\"type\":\"t\"}"));
    }

    @Test
    void textsThatNobodyAsksForMayHoldAnything() {
        assertNull(stripe("{\"id\":\"e\",\"type\":\"t\",\"text\":\"\\u0000 \\ud800\"}")
                .quarantine());
        assertNull(stripe("{\"id\":\"e\",\"type\":\"t\",\"@class\":\"java.lang.Runtime\",\"__proto__\":{}}")
                .quarantine());
    }

    @Test
    void namesThatOtherBodiesBroughtRefuseNoBody() {
        RandomGenerator random = new SplittableRandom(7);
        for (int body = 0; body < 2_000; body++) {
            StringBuilder names = new StringBuilder("{\"id\":\"e\",\"type\":\"t\"");
            for (int i = 0; i < 100; i++) {
                names.append(",\"").append(Long.toHexString(random.nextLong())).append("\":0");
            }
            assertNull(stripe(names.append('}').toString()).quarantine(), "body " + body);
        }
    }

    @Test
    void longTextsAreCutAndStillToldApart() {
        String id = "\ud83d\ude00".repeat(200);
        Item one = stripe("{\"id\":\"" + id + "1\",\"type\":\"" + "t".repeat(300) + "\"}");
        Item other = stripe("{\"id\":\"" + id + "2\",\"type\":\"t\"}");
        assertEquals(256, one.type().length());
        assertEquals(256, one.deliveryId().length());
        assertEquals(one.deliveryId(), other.deliveryId());
        assertFalse(one.keys().equals(other.keys()));
        Item odd = stripe("{\"id\":\"x" + id + "\",\"type\":\"t\"}");
        assertEquals(255, odd.deliveryId().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE event; --", "${jndi:ldap://x}", "%s%n", "\\u001b[31m", "$..*", "\\r\\n{}"})
    void metacharactersAreLiteral(String text) {
        assertNull(stripe("{\"id\":\"" + text + "\",\"type\":\"" + text + "\"}").quarantine());
    }

    @Test
    void idsThatDifferInCaseOrBlanksOrComposingAreDifferentIds() {
        String[] ids = {"evt_1", "EVT_1", "evt_1 ", "\u00e9", "e\u0301"};
        long different = java.util.Arrays.stream(ids)
                .map(id -> stripe("{\"id\":\"" + id + "\",\"type\":\"t\"}").keys())
                .distinct()
                .count();
        assertEquals(ids.length, different);
    }

    @Test
    void theReasonQuotesNothingOfTheBody() {
        for (String body : new String[] {"{\"id\":geheim}", "{\"geheim\":1,\"geheim\":2}", "{\"id\":\"geheim"}) {
            assertFalse(stripe(body).quarantine().contains("geheim"));
        }
    }
}
