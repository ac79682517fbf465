package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.ANSWER;
import static dev.holdfast.vendor.pull.Script.HOUR;
import static dev.holdfast.vendor.pull.Script.T0;
import static dev.holdfast.vendor.pull.Script.items;
import static dev.holdfast.vendor.pull.Script.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sketch leaves out is asked for beside the walk, which stays where it is; and what a list says of itself. */
class WalkDetailTest {
    private static final Terms LIST = terms(Terms.Order.UNORDERED, new Terms.ByCursor());
    private static final Listed.Sketch SKETCH = new Listed.Sketch(List.of(), T0, Script.DETAIL, 0);

    private static Step read(WalkState state, Reading reading) {
        return new Walk(new Script(LIST, reading)).detail(state, SKETCH, ANSWER);
    }

    @Test
    void aDetailBringsItsItemAndLeavesTheWalkWhereItWas() {
        WalkState state = new Script(LIST).begin(HOUR);
        Reading.Items one = items("c", 7_200);
        Step.Listing listing = assertInstanceOf(Step.Listing.class, read(state, one));
        assertEquals(one.listed(), listing.items(), "whatever its time");
        assertSame(state, listing.next());
    }

    @Test
    void aDetailThatIsGoneIsPassedOver() {
        WalkState state = new Script(LIST).begin(HOUR);
        Step.Skipped skipped =
                assertInstanceOf(Step.Skipped.class, read(state, new Reading.Gone("status 404", List.of())));
        assertEquals("status 404", skipped.reason());
        assertSame(state, skipped.next());
    }

    @Test
    void aDetailThatFailsIsTriedAgainAndCounted() {
        WalkState state = new Script(LIST).begin(HOUR);
        Reading.Later later = new Reading.Later(Duration.ofSeconds(9), Step.Why.FAILED, List.of());
        Step.Again again = assertInstanceOf(Step.Again.class, read(state, later));
        assertEquals(Duration.ofSeconds(9), again.after());
        assertEquals(1, again.state().attempts());
    }

    @Test
    void theCallsAreThePages() {
        Script script = new Script(LIST, items(null));
        Walk walk = new Walk(script);
        assertEquals("/", walk.next(script.begin(HOUR), Map.of()).uri().getPath());
        assertEquals("/detail", walk.detail(SKETCH, Map.of()).uri().getPath());
        assertSame(LIST, walk.terms());
    }

    @Test
    void aVendorRemembersAllOrSoFarBack() {
        Duration week = Duration.ofDays(7);
        assertEquals(Optional.empty(), LIST.oldest(T0));
        assertEquals(
                Optional.of(T0.minus(week).plus(week.dividedBy(100))),
                LIST.remembering(week).oldest(T0),
                "a hundredth less");
        Duration minute = Duration.ofMinutes(1);
        assertEquals(Optional.of(T0.minusSeconds(58)), LIST.remembering(minute).oldest(T0), "two units less");
        Duration three = Duration.ofSeconds(3);
        assertEquals(Optional.of(T0.minusMillis(1_500)), LIST.remembering(three).oldest(T0), "no less than half");
        assertEquals(LIST, LIST.remembering(week).remembering(null), "and nothing else is changed");
    }
}
