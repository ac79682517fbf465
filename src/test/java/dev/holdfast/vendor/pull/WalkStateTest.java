package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.HOUR;
import static dev.holdfast.vendor.pull.Script.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A walk's state as it is kept, which later versions of the service read. */
class WalkStateTest {
    private static final WalkState FULL = new WalkState(
            "events",
            "f",
            HOUR,
            "p0",
            1,
            List.of(new Span(T0, T0.plusSeconds(60)), new Span(T0.plusSeconds(60), HOUR.to())),
            "c1",
            "p1",
            new Tally(1, 2, 3, 4, 5),
            T0.plusSeconds(7),
            T0.plusSeconds(8),
            new Trail("a", "b", 6, 8),
            T0.plusSeconds(9),
            new Fork(
                    List.of("b1", "b2"),
                    "c2",
                    new Trail("c", "", 1, 2),
                    WalkState.begin("events", "f", HOUR, List.of(), null)));

    @Test
    void aStateIsOneLineAndIsReadBackAsItWas() {
        assertEquals(
                "{\"v\":1,\"list\":\"events\",\"of\":\"f\",\"whole\":[\"2026-11-20T06:00:00Z\",\"2026-11-20T07:00:00Z\"],\"round\":1,"
                        + "\"todo\":[[\"2026-11-20T06:00:00Z\",\"2026-11-20T06:01:00Z\"],"
                        + "[\"2026-11-20T06:01:00Z\",\"2026-11-20T07:00:00Z\"]],"
                        + "\"next\":\"c1\",\"position\":\"p1\",\"began\":\"p0\",\"pages\":1,\"empty\":2,\"attempts\":3,"
                        + "\"refusals\":4,\"restarts\":5,\"safe\":\"2026-11-20T06:00:07Z\","
                        + "\"reached\":\"2026-11-20T06:00:08Z\",\"trail\":[\"a\",\"b\",6,8],\"bound\":\"2026-11-20T06:00:09Z\","
                        + "\"fork\":{\"branches\":[\"b1\",\"b2\"],\"next\":\"c2\",\"trail\":[\"c\",\"\",1,2],\"then\":{\"v\":1,"
                        + "\"list\":\"events\",\"of\":\"f\",\"whole\":[\"2026-11-20T06:00:00Z\",\"2026-11-20T07:00:00Z\"],\"todo\":[]}}}",
                FULL.toJson());
        assertEquals(FULL, WalkState.parse(FULL.toJson()));
    }

    @Test
    void whatIsNothingIsLeftOut() {
        WalkState begin = WalkState.begin("events", "f", HOUR, List.of(HOUR), null);
        assertEquals(
                "{\"v\":1,\"list\":\"events\",\"of\":\"f\",\"whole\":[\"2026-11-20T06:00:00Z\",\"2026-11-20T07:00:00Z\"],"
                        + "\"todo\":[[\"2026-11-20T06:00:00Z\",\"2026-11-20T07:00:00Z\"]]}",
                begin.toJson());
        assertEquals(begin, WalkState.parse(begin.toJson()));
    }

    @Test
    void aStateOfAnotherVersionIsNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> WalkState.parse(FULL.toJson().replaceFirst("\"v\":1", "\"v\":2")));
        assertThrows(
                IllegalArgumentException.class,
                () -> WalkState.parse(FULL.toJson().replace("06:00:07Z", "noon")));
        assertThrows(IllegalArgumentException.class, () -> WalkState.parse("{"));
    }

    @Test
    void whatIsCoveredIsSoInEveryRound() {
        assertEquals(T0, FULL.coveredTo(3));
        WalkState later = FULL.from(T0.plusSeconds(30), Tally.NONE);
        assertEquals(T0.plusSeconds(30), later.coveredTo(2));
        assertEquals(T0.plusSeconds(30), later.safe());
        assertEquals(T0, later.coveredTo(3));
        WalkState done = FULL.at(1, List.of(), "p1", Tally.NONE);
        assertTrue(done.done());
        assertFalse(FULL.done());
        assertEquals(HOUR.to(), done.coveredTo(2));
    }

    @Test
    void theHighestTimeIsKept() {
        Instant lower = T0.plusSeconds(1);
        assertEquals(FULL, FULL.reached(lower));
        assertEquals(FULL, FULL.reached(null));
        assertEquals(T0.plusSeconds(9), FULL.reached(T0.plusSeconds(9)).reached());
        assertEquals(
                lower,
                WalkState.begin("e", "f", HOUR, List.of(HOUR), null)
                        .reached(lower)
                        .reached());
    }

    @Test
    void countsBeginAgainWhereTheyMust() {
        Tally tally = new Tally(1, 2, 3, 4, 5);
        assertEquals(new Tally(1, 2, 4, 4, 5), tally.failed());
        assertEquals(new Tally(1, 2, 3, 5, 5), tally.refused());
        assertEquals(new Tally(2, 3, 0, 0, 5), tally.page(true));
        assertEquals(new Tally(2, 0, 0, 0, 5), tally.page(false));
        assertEquals(new Tally(0, 0, 0, 0, 6), tally.restarted());
        assertEquals(3, FULL.attempts());
    }

    @Test
    void aSpanEndsAfterItBegins() {
        assertThrows(IllegalArgumentException.class, () -> new Span(T0, T0));
        assertThrows(IllegalArgumentException.class, () -> new Span(T0.plusSeconds(1), T0));
    }
}
