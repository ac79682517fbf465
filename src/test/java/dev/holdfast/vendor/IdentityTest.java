package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event is known by: the same on every retry, the same by push and by pull, and never by chance. */
class IdentityTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String SIGNATURE =
            "title: T\nsignature: { scheme: equals, value: header:X-Key, weakness: a token only }\n";
    private static final Instant TIME = Instant.parse("2026-11-20T06:00:00Z");

    private static Item item(String event, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "X-Key";
        all[1] = SECRET;
        System.arraycopy(headers, 0, all, 2, headers.length);
        Outcome outcome = doorOf(SIGNATURE + "event: " + event + "\n", SECRET).admit(post(body, all), NOW);
        return assertInstanceOf(Outcome.Admitted.class, outcome).items().get(0);
    }

    private static EventKey delivery(Instant day, String... parts) {
        return EventKey.of(EventKey.Kind.DELIVERY, "src", day, List.of(parts), true);
    }

    private static EventKey state(Instant day, String... parts) {
        return EventKey.of(EventKey.Kind.STATE, "src", day, List.of(parts), false);
    }

    @Test
    void aTimeInTheBodyGivesTheDay() {
        Item item = item(
                "{ id: body:/id, type: text:t, time: { at: body:/at, format: iso } }",
                "{\"id\":\"e\",\"at\":\"2026-11-20T08:00:00+02:00\"}");
        assertEquals(TIME, item.time());
        assertEquals(List.of(delivery(TIME, "e")), item.keys());
    }

    @Test
    void aTimeInAHeaderIsTheTimeAndGivesNoDay() {
        Item item = item(
                "{ id: body:/id, type: text:t, time: { at: { first: [header:X-At, body:/at] }, format: iso } }",
                "{\"id\":\"e\",\"at\":\"2026-11-20T06:00:00Z\"}",
                "X-At",
                "2026-11-20T06:00:00Z");
        assertEquals(TIME, item.time());
        assertEquals(List.of(delivery(null, "e")), item.keys());
    }

    @Test
    void theArrivalTimeIsNotTheEventsTime() {
        Item item = item("{ id: body:/id, type: text:t, time: received }", "{\"id\":\"e\"}");
        assertNull(item.time());
        assertEquals(List.of(delivery(null, "e")), item.keys());
    }

    @Test
    void aTimeThatIsNoneGivesNoDay() {
        Item item = item(
                "{ id: body:/id, type: text:t, time: { at: body:/at, format: iso } }",
                "{\"id\":\"e\",\"at\":\"soon\"}");
        assertNull(item.time());
        assertNull(item.quarantine());
        assertEquals(List.of(delivery(null, "e")), item.keys());
    }

    @Test
    void partsOfAnIdKeepTheirBorders() {
        String event = "{ id: [body:/a, body:/b, body:/c~], type: text:t }";
        assertEquals(
                List.of(delivery(null, "a", "bc", "")),
                item(event, "{\"a\":\"a\",\"b\":\"bc\"}").keys());
        assertNotEquals(
                item(event, "{\"a\":\"a\",\"b\":\"bc\"}").keys(),
                item(event, "{\"a\":\"ab\",\"b\":\"c\"}").keys());
    }

    @Test
    void anEventWithoutItsIdIsAnEventThatNothingIsKnownBy() {
        for (String body : List.of("{\"a\":\"a\"}", "{\"a\":\"a\",\"b\":\"\"}", "{\"a\":\"a\",\"b\":{}}", "{}")) {
            Item item = item("{ id: [body:/a, body:/b], type: text:t, tenant: body:/a~ }", body);
            assertNull(item.quarantine(), body);
            assertEquals("t", item.type());
            assertNull(item.deliveryId());
            assertEquals(List.of(), item.keys());
        }
    }

    @Test
    void itsStateIsKnownAllTheSame() {
        Item item = item(
                "{ id: body:/id, type: text:t, object: body:/order, version: body:/v }", "{\"order\":7,\"v\":\"1\"}");
        assertNull(item.quarantine());
        assertEquals(List.of(state(null, "7", "1")), item.keys());
    }

    @Test
    void anIdOfNothingButAbsencesIsNoId() {
        assertEquals(
                List.of(),
                item("{ id: [body:/a~, body:/b~], type: text:t }", "{}").keys());
    }

    /** Whoever sends the same request again repeats it; who signs it anew does not. */
    @Test
    void theTimeOfTheAttemptAndTheBodyTellOneRequest() {
        String page = """
                title: T
                signature: { scheme: hmac, algorithm: sha256, value: header:S, encoding: hex, key: utf8, signed: "{timestamp}{body}",
                  timestamp: { at: header:T, format: unix-seconds, tolerance: 5m } }
                event: { id: "{timestamp}.{body|sha256-hex}", type: text:t, time: timestamp }
                """;
        Door door = doorOf(page, SECRET);
        List<EventKey> first = attempt(door, "1700000001", "{}");
        assertEquals(1, first.size());
        assertEquals(first, attempt(door, "1700000001", "{}"));
        assertNotEquals(first, attempt(door, "1700000002", "{}"));
        assertNotEquals(first, attempt(door, "1700000001", "{ }"));
        Request request = post("{}", "T", "1700000001");
        assertEquals(List.of(), door.reread(door.kept(request)).get(0).keys(), "a second reading has no such time");
    }

    private static List<EventKey> attempt(Door door, String time, String body) {
        Request request = post(body, "T", time, "S", Requests.hmacHex(SECRET, time + body));
        return assertInstanceOf(Outcome.Admitted.class, door.admit(request, NOW))
                .items()
                .get(0)
                .keys();
    }

    @Test
    void aStateIsRecordedAndDoesNotDecide() {
        String event = "{ id: body:/id, type: text:t, object: [text:order, body:/order], "
                + "version: { at: body:/at, format: iso, precision: millis } }";
        Item item = item(event, "{\"id\":\"e\",\"order\":7,\"at\":\"2026-11-20T06:00:00.1239Z\"}");
        assertEquals(
                List.of(delivery(null, "e"), state(TIME, "order", "7", Long.toString(TIME.toEpochMilli() + 123))),
                item.keys());
        assertEquals("order/7", item.subject());
    }

    @Test
    void aStateWithoutItsVersionIsNoKey() {
        String event = "{ id: body:/id, type: text:t, object: body:/order, version: body:/v }";
        Item item = item(event, "{\"id\":\"e\",\"order\":7}");
        assertEquals(1, item.keys().size());
        assertEquals("7", item.subject());
        assertNull(item.quarantine());
    }

    @Test
    void anIdWithTheArrivalTimeHasNoKey() {
        Item item = item("{ id: \"{body:/account}.{received}\", type: text:t }", "{\"account\":\"a\"}");
        assertTrue(item.keys().isEmpty());
        assertNull(item.quarantine());
    }

    @Test
    void theSignedTimeIsTheTimeAndGivesNoDay() {
        String page = """
                title: T
                signature: { scheme: hmac, algorithm: sha256, value: header:S, encoding: hex, key: utf8, signed: "{timestamp}{body}",
                  timestamp: { at: header:T, format: unix-seconds, tolerance: 5m } }
                event: { id: body:/id, type: text:t, time: timestamp }
                """;
        String body = "{\"id\":\"e\"}";
        Request request = post(body, "T", "1700000001", "S", Requests.hmacHex(SECRET, "1700000001" + body));
        Item item = assertInstanceOf(
                        Outcome.Admitted.class, doorOf(page, SECRET).admit(request, NOW))
                .items()
                .get(0);
        assertEquals(Instant.ofEpochSecond(1_700_000_001L), item.time());
        assertEquals(List.of(delivery(null, "e")), item.keys());
    }

    @Test
    void shopifysLocalTimeAndThePullsUtcAreOneState() {
        Item winter = shopify("2026-11-20T01:00:00-05:00");
        Item utc = shopify("2026-11-20T06:00:00Z");
        assertEquals(winter.keys(), utc.keys());
        EventKey expected =
                state(TIME, "shop1.myshopify.com", "gid://shopify/Order/1", Long.toString(TIME.getEpochSecond()));
        assertEquals(expected, winter.keys().get(1));
    }

    private static Item shopify(String updated) {
        String secret = "a secret of enough bytes";
        String body = "{\"admin_graphql_api_id\":\"gid://shopify/Order/1\",\"updated_at\":\"" + updated + "\"}";
        String signature =
                java.util.Base64.getEncoder().encodeToString(Requests.hmac(Scope.utf8(secret), Scope.utf8(body)));
        Request request = post(
                body,
                "X-Shopify-Hmac-Sha256",
                signature,
                "X-Shopify-Topic",
                "orders/create",
                "X-Shopify-Shop-Domain",
                "shop1.myshopify.com",
                "X-Shopify-Webhook-Id",
                "w1");
        Outcome outcome = Requests.door("shopify", secret).admit(request, NOW);
        return assertInstanceOf(Outcome.Admitted.class, outcome).items().get(0);
    }

    private static final String READ =
            "{ id: body:/id, type: text:t, tells: \"body:/read/*\", object: [body:/of, item:/kind],"
                    + " version: { at: body:/at, format: iso, precision: minutes } }";

    @Test
    void anEventMayTellOfSeveralStates() {
        List<EventKey> keys = item(
                        READ,
                        "{\"id\":\"1\",\"of\":\"c\",\"at\":\"2026-11-20T06:00:59Z\",\"read\":[{\"kind\":\"a\"},{\"x\":1},{\"kind\":\"b\"}]}")
                .keys();
        String minute = String.valueOf(TIME.getEpochSecond() / 60);
        assertEquals(
                List.of(
                        delivery(null, "1"),
                        state(TIME.plusSeconds(59), "c", "a", minute),
                        state(TIME.plusSeconds(59), "c", "b", minute)),
                keys);
    }

    @Test
    void anEventThatTellsOfMoreThanAnybodyListsTellsOfNone() {
        for (int things : new int[] {100, 101}) {
            String read = String.join(",", Collections.nCopies(things, "{\"kind\":\"a\"}"));
            String body = "{\"id\":\"1\",\"of\":\"c\",\"at\":\"2026-11-20T06:00:00Z\",\"read\":[" + read + "]}";
            assertEquals(things == 100 ? 101 : 1, item(READ, body).keys().size());
        }
    }
}
