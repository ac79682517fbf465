package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Observed;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Reading;
import dev.holdfast.vendor.pull.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means before it is read as a page, and what it says of the budgets. */
class PullAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");

    private PullPage page;

    @BeforeEach
    void reads() {
        page = Vendor.read("rich", "rich.yaml", RichPull.TEXT).page().pull();
    }

    private static AnswerSight sight(int status, String body, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return AnswerSight.page(Map.of(), Map.of(), new Answer(status, all, Scope.utf8(body), NOW));
    }

    private Reading judge(int status, String... headers) {
        return page.errors().judge(sight(status, "{}", headers), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "200, page",
        "201, page",
        "299, page",
        "204, Items",
        "304, Items",
        "300, Stopped PAGE",
        "199, Stopped OPERATOR",
        "301, Stopped PAGE",
        "399, Stopped PAGE",
        "400, Stopped PAGE",
        "401, Refused",
        "402, Stopped OPERATOR",
        "403, Stopped OPERATOR",
        "404, Stopped OPERATOR",
        "405, Stopped PAGE",
        "408, Later FAILED",
        "409, Capped",
        "415, Stopped PAGE",
        "422, Stopped PAGE",
        "425, Later FAILED",
        "429, Later THROTTLED",
        "499, Stopped OPERATOR",
        "500, Later FAILED",
        "503, Later FAILED",
        "599, Later FAILED"
    })
    void aStatusMeans(int status, String meaning) {
        Reading reading = judge(status);
        String more = reading instanceof Reading.Stopped stopped
                ? " " + stopped.obstacle().actor()
                : reading instanceof Reading.Later later ? " " + later.why() : "";
        assertEquals(meaning, reading == null ? "page" : reading.getClass().getSimpleName() + more);
    }

    @Test
    void whatStopsUsIsTold() {
        Reading.Stopped stopped = assertInstanceOf(Reading.Stopped.class, judge(403));
        assertEquals(new Obstacle(Obstacle.Actor.OPERATOR, "status 403"), stopped.obstacle());
        Reading.Items nothing = assertInstanceOf(Reading.Items.class, judge(204));
        assertEquals(new Reading.Items(List.of(), 0, null, false, null, null, List.of()), nothing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'code':'E_1: over'} | status 400, E_1: over",
                "{'code':'<script>'} | status 400",
                "{'code':'"
                        + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                        + "'} | status 400"
            })
    void anErrorIsToldInTheVendorsWordsWhereTheyArePlain(String body, String told) {
        String page = RichPull.with(
                "{ when: { status: [\"409\"] }, means: split }",
                "{ when: { status: [\"400\"], page:/code: present }, means: stop }");
        PullErrors errors = Vendor.read("rich", "rich.yaml", page).page().pull().errors();
        Reading reading = errors.judge(sight(400, body.replace('\'', '"')), List.of());
        assertEquals(
                told,
                assertInstanceOf(Reading.Stopped.class, reading).obstacle().reason());
    }

    private Duration after(int status, String... headers) {
        return assertInstanceOf(Reading.Later.class, judge(status, headers)).after();
    }

    @Test
    void aVendorSaysHowLongToWait() {
        assertEquals(Duration.ofSeconds(7), after(429, "retry-after", "7"));
        assertEquals(Duration.ofMillis(1_500), after(503, "Retry-After", "1.5"));
        assertEquals(Duration.ofMillis(1), after(503, "Retry-After", "0.0001"));
        assertEquals(Duration.ofDays(1), after(429, "Retry-After", "86401"));
        assertEquals(Duration.ofDays(1), after(429, "Retry-After", "86400"));
        assertEquals(Duration.ofSeconds(30), after(429, "Retry-After", "Fri, 20 Nov 2026 06:00:30 GMT"));
        assertEquals(Duration.ZERO, after(429, "Retry-After", "Fri, 20 Nov 2026 05:59:30 GMT"));
        assertEquals(Duration.ofDays(1), after(429, "Retry-After", "Fri, 27 Nov 2026 06:00:30 GMT"));
        for (String none : List.of("soon", "-1", "12345678901", "1.")) {
            assertNull(after(429, "Retry-After", none), none);
        }
        assertNull(after(429));
        assertNull(after(503));
    }

    @Test
    void anEmptyBudgetSaysHowLongToWait() {
        List<Observed> observed = new ArrayList<>();
        observed.add(new Observed(0, 1L, null, NOW.plusSeconds(5), null));
        observed.add(new Observed(1, 0L, null, NOW, null));
        observed.add(new Observed(2, null, null, NOW.plusSeconds(6), null));
        observed.add(new Observed(3, 0L, null, null, null));
        assertNull(((Reading.Later) page.errors().judge(sight(429, "{}"), observed)).after());
        observed.add(new Observed(4, 0L, null, NOW.plusSeconds(9), null));
        Reading.Later later = (Reading.Later) page.errors().judge(sight(429, "{}"), observed);
        assertEquals(Duration.ofSeconds(9), later.after());
        assertEquals(observed, later.observed());
        assertEquals(Step.Why.THROTTLED, later.why());
        assertNull(((Reading.Later) page.errors().judge(sight(503, "{}"), observed)).after(), "a failure is no limit");
    }

    @Test
    void budgetsAreAsThePageSays() {
        assertEquals(
                List.of(
                        new Budget.Window(10, Duration.ofSeconds(1), 20),
                        new Budget.Daily(1_000, LocalTime.of(6, 30), 50),
                        new Budget.Bucket(40, 2.5, Duration.ofSeconds(1), 3, 50),
                        new Budget.Concurrent(2, 50)),
                page.budgets().stream().map(PullBudget::budget).toList());
    }

    private Observed observed(int budget, String body, String... headers) {
        return page.budgets().get(budget).observed(budget, sight(200, body, headers));
    }

    @Test
    void anAnswerTellsWhatIsLeft() {
        assertNull(observed(0, "{}"));
        assertEquals(new Observed(0, 7L, null, null, null), observed(0, "{}", "X-Left", "7"));
        assertEquals(new Observed(0, null, 9L, null, null), observed(0, "{}", "X-Limit", "9"));
        assertEquals(new Observed(0, null, null, NOW.plusMillis(250), null), observed(0, "{}", "X-Reset", "250"));
        assertEquals(new Observed(0, 12L, 30L, null, null), observed(0, "{}", "X-Used", "18 / 30"));
        assertEquals(new Observed(0, 0L, 30L, null, null), observed(0, "{}", "X-Used", "31/30"));
        assertEquals(new Observed(0, 5L, 30L, null, null), observed(0, "{}", "X-Used", "x/30", "X-Left", "5"));
        assertEquals(
                new Observed(0, 5L, 6L, null, null), observed(0, "{}", "X-Used", "1/x", "X-Left", "5", "X-Limit", "6"));
        assertNull(observed(0, "{}", "X-Used", "18"));
        assertNull(observed(0, "{}", "X-Used", "/30"));
        assertNull(observed(0, "{}", "X-Left", "many", "X-Reset", "soon"));
        assertEquals(new Observed(2, null, null, null, 4L), observed(2, "{\"cost\":4.9}"));
        assertNull(observed(3, "{\"cost\":4}"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 1700000000.5, 2023-11-14T22:13:20.500Z",
        "UNIX_MILLIS, 1700000000123, 2023-11-14T22:13:20.123Z",
        "SECONDS_LEFT, 1.5, 2026-11-20T06:00:01.500Z",
        "MILLIS_LEFT, 1500, 2026-11-20T06:00:01.500Z"
    })
    void aCountBeginsAgain(PullBudget.ResetFormat format, String text, Instant instant) throws Fault {
        PullBudget.Reset reset = new PullBudget.Reset(Use.ANSWERED.value("header:X-Reset"), format);
        assertEquals(instant, reset.instant(sight(200, "{}", "X-Reset", text)));
        assertNull(reset.instant(sight(200, "{}", "X-Reset", "soon")));
    }
}
