package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which times stand in what an event is known by, and how finely. */
class KeyTimesTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String TIMED = "event: { id: body:/id, type: text:t, time: { at: body:/at, format: iso } }\n";
    private static final Instant TIME = Instant.parse("2026-11-20T06:00:59.123456789Z");

    private static List<EventKey> keys(String page, String body) {
        Door door = Requests.doorOf(page, SECRET);
        Outcome outcome = door.admit(post(body.replace('\'', '"'), "X-Key", SECRET), NOW);
        List<Item> items = assertInstanceOf(Outcome.Admitted.class, outcome).items();
        assertEquals(1, items.size());
        return items.get(0).keys();
    }

    private static String own(String event) {
        return "title: T\nsignature: { scheme: equals, value: header:X-Key, weakness: a token only }\nevent: " + event
                + "\n";
    }

    private static EventKey delivery(Instant day) {
        return EventKey.of(EventKey.Kind.DELIVERY, "src", day, List.of("e"), true);
    }

    @Test
    void noKeyHasADayWhereThePagesPullKnowsNone() {
        String body = "{'id':'e','at':'" + TIME + "'}";
        String known =
                SmallPull.page(TIMED, "", SmallPull.REQUEST, SmallPull.SCAN, SmallPull.ITEMS, SmallPull.DELIVERY);
        assertEquals(List.of(delivery(TIME)), keys(known, body));
        String detailed = SmallPull.page(
                TIMED,
                "",
                SmallPull.REQUEST,
                SmallPull.SCAN,
                SmallPull.ITEMS,
                "detail: GET /v1/things/{item:/id}",
                "delivery: { id: item:/id, body: detail:/payload }");
        assertEquals(List.of(delivery(null)), keys(detailed, body), "its id is looked for before its time is known");
        String operations = SmallPull.page(
                TIMED,
                "",
                SmallPull.REQUEST,
                SmallPull.SCAN,
                SmallPull.ITEMS,
                "record: { id: item:/id, type: text:t }");
        assertEquals(List.of(delivery(null)), keys(operations, body));
    }

    @ParameterizedTest
    @CsvSource({"minutes, 29393640", "seconds, 1763618459", "millis, 1763618459123", "micros, 1763618459123456"})
    void aVersionIsAsFineAsThePageSays(String precision, String number) {
        Instant time = Instant.parse("2025-11-20T06:00:59.123456789Z");
        List<EventKey> keys = keys(
                own("{ id: body:/id, type: text:t, object: body:/o, version: { at: body:/at, format: iso, precision: "
                        + precision + " } }"),
                "{'id':'e','o':'7','at':'" + time + "'}");
        assertEquals(EventKey.of(EventKey.Kind.STATE, "src", time, List.of("7", number), false), keys.get(1));
    }

    @Test
    void aVersionThatIsNoTimeIsNoKey() {
        String page = own("{ id: body:/id, type: text:t, object: body:/o, version: { at: body:/at, format: iso } }");
        assertEquals(List.of(delivery(null)), keys(page, "{'id':'e','o':'7','at':'soon'}"));
        assertEquals(List.of(delivery(null)), keys(page, "{'id':'e','o':'7'}"));
    }

    private static List<String> faults(String event) {
        String signed = """
                title: T
                signature: { scheme: hmac, algorithm: sha256, value: header:S, encoding: hex, key: utf8, signed: "{timestamp}{body}",
                  timestamp: { at: header:T, format: unix-seconds, tolerance: 5m } }
                event:\s""" + event + "\n";
        return assertThrows(Misconfigured.class, () -> Vendor.read("own", "own.yaml", signed)).mistakes().stream()
                .map(one -> one.key() + ": " + one.fault())
                .toList();
    }

    @Test
    void theTimeOfTheAttemptIsNoIdByItself() {
        String mistake = "event.id: has the time of the attempt in it, another on every retry";
        assertEquals(List.of(mistake), faults("{ id: \"{timestamp}\", type: text:t }"));
        assertEquals(List.of(mistake), faults("{ id: [body:/id, \"{timestamp}.{body:/n}\"], type: text:t }"));
    }

    @Test
    void whatAnEventTellsOfIsKnownByItsState() {
        String id = "{ id: body:/id, type: text:t, ";
        assertEquals(
                List.of("event.tells: of nothing that is known by its state"), faults(id + "tells: \"body:/all/*\" }"));
        assertEquals(List.of("event.version: is of no object"), faults(id + "version: body:/v }"));
        for (String one : List.of("body:/all", "item:/all/*", "body:/all/*~", "header:X")) {
            assertEquals(
                    List.of("event.tells: '" + one + "' tells of one thing"),
                    faults(id + "object: item:/o, version: body:/v, tells: \"" + one + "\" }"));
        }
    }
}
