package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.HOUR;
import static dev.holdfast.vendor.pull.Script.T0;
import static dev.holdfast.vendor.pull.Script.items;
import static dev.holdfast.vendor.pull.Script.listed;
import static dev.holdfast.vendor.pull.Script.terms;
import static dev.holdfast.vendor.pull.Script.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a walk whose answers lead nowhere, and that it ends. */
class WalkObstaclesTest {
    private static final Terms OLDEST = terms(Terms.Order.OLDEST_FIRST, new Terms.ByCursor());
    private static final Terms UNORDERED = terms(Terms.Order.UNORDERED, new Terms.ByCursor());
    private static final Terms NEWEST = terms(Terms.Order.NEWEST_FIRST, new Terms.ByCursor());

    @Test
    void aCircleOfCursorsOfAnyLengthEnds() {
        for (int length = 1; length <= 9; length++) {
            Script script = new Script(NEWEST);
            WalkState state = script.begin(HOUR);
            Step step = null;
            int turns = 0;
            while (state != null && turns++ < 60) {
                Script one = new Script(NEWEST, items("c" + turns % length, 60 + turns % length));
                step = one.step(state);
                state = step instanceof Step.Listing listing ? listing.next() : null;
            }
            assertEquals(
                    Obstacle.Actor.VENDOR,
                    assertInstanceOf(Step.Broken.class, step).obstacle().actor());
            assertTrue(turns <= 3 * (length + 1) + 3, length + " took " + turns);
        }
    }

    @Test
    void emptyPagesThatPromiseMoreAreFollowedAFewTimes() {
        Script script = new Script(NEWEST);
        Step step = null;
        WalkState state = script.begin(HOUR);
        int turns = 0;
        while (state != null) {
            Script one = new Script(NEWEST, items("c" + turns++));
            step = one.step(state);
            state = step instanceof Step.Listing listing ? listing.next() : null;
        }
        assertInstanceOf(Step.Broken.class, step);
        assertEquals(10, turns);
    }

    @Test
    void aPageThatPromisesMoreAndDoesNotSayWhereIsAskedForAgain() {
        Reading lost = new Reading.Items(List.of(Script.found(T0)), 1, null, true, null, null, List.of());
        Script script = new Script(NEWEST, lost);
        Step step = script.step(script.begin(HOUR));
        for (int i = 1; step instanceof Step.Again again; i++) {
            assertEquals(i, again.state().attempts());
            step = script.step(again.state());
        }
        assertEquals(
                Obstacle.Actor.VENDOR,
                assertInstanceOf(Step.Broken.class, step).obstacle().actor());
    }

    @Test
    void beingThrottledIsNeverGivenUp() {
        Script script = new Script(NEWEST, new Reading.Later(null, Step.Why.THROTTLED, List.of()));
        WalkState state = script.begin(HOUR);
        for (int i = 0; i < 100; i++) {
            state = assertInstanceOf(Step.Again.class, script.step(state)).state();
        }
        assertEquals(100, state.attempts());
        Script after = new Script(NEWEST, items("next", 5));
        assertEquals(0, listed(after.step(state)).attempts());
    }

    @Test
    void aForgottenCursorBeginsAgainWhereEverythingIsRead() {
        Script script = new Script(OLDEST, items("c1", 5, 10), new Reading.Forgotten(List.of()), items(null, 10, 12));
        WalkState state = listed(script.step(script.begin(HOUR)));
        Step.Expired expired = assertInstanceOf(Step.Expired.class, script.step(state));
        assertNull(expired.state().next());
        listed(script.step(expired.state()));
        assertEquals(T0.plusSeconds(10), script.asked.get(2).from(), "not later: another item may have the same time");
    }

    @Test
    void whatWasReadFromTheNewestDownIsNotReadAgain() {
        Script script = new Script(
                NEWEST,
                items("c1", 50, 41),
                items("c2", 41, 40),
                new Reading.Forgotten(List.of()),
                items("c3", 40, 20),
                new Reading.Forgotten(List.of()),
                items(null, 20, 5));
        Step step = script.step(script.begin(HOUR));
        while (!(step instanceof Step.Listing page && page.next().done())) {
            step = script.step(
                    step instanceof Step.Listing page
                            ? page.next()
                            : assertInstanceOf(Step.Expired.class, step).state());
        }
        assertEquals(T0.plusSeconds(41), script.asked.get(3).to(), "another item may have the same time");
        assertEquals(T0.plusSeconds(21), script.asked.get(5).to());
        assertEquals(Set.of(T0), script.asked.stream().map(Ask::from).collect(Collectors.toSet()));
    }

    @Test
    void aListThatIsForgottenWithinOneSecondEnds() {
        Script script = new Script(NEWEST);
        WalkState state = script.begin(HOUR);
        int restarts = 0;
        Step step = new Step.Expired(state, List.of());
        while (step instanceof Step.Expired expired) {
            Script again = new Script(NEWEST, items("c" + restarts, 50), new Reading.Forgotten(List.of()));
            step = again.step(listed(again.step(expired.state())));
            restarts++;
        }
        assertInstanceOf(Step.Broken.class, step);
        assertTrue(restarts > 5 && restarts < 40, restarts + " times");
    }

    @Test
    void aCursorThatIsForgottenAgainAndAgainEnds() {
        Script script = new Script(NEWEST, new Reading.Forgotten(List.of()));
        Step step = script.step(script.begin(HOUR));
        int restarts = 0;
        while (step instanceof Step.Expired expired) {
            restarts++;
            step = script.step(expired.state());
        }
        assertEquals(5, restarts);
        assertInstanceOf(Step.Broken.class, step);
    }

    @Test
    void aStretchWithoutOrderThatIsForgottenBeforeItsEndIsReadInHalves() {
        Script script = new Script(
                UNORDERED,
                items("c1", 9),
                new Reading.Forgotten(List.of()),
                items("c1", 9),
                new Reading.Forgotten(List.of()),
                items(null, 3),
                items(null, 9));
        Step step = script.step(script.begin(new Span(T0, T0.plusSeconds(10))));
        while (!(step instanceof Step.Listing page && page.next().done())) {
            step = script.step(
                    step instanceof Step.Listing page
                            ? page.next()
                            : assertInstanceOf(Step.Expired.class, step).state());
        }
        List<Ask> last = script.asked.subList(4, 6);
        assertEquals(
                List.of(T0, T0.plusSeconds(5), T0.plusSeconds(5), T0.plusSeconds(10)),
                last.stream().flatMap(ask -> Stream.of(ask.from(), ask.to())).toList());
    }

    @Test
    void aWindowIsHalvedDownToOneUnitAndNeverSkipped() {
        Terms capped = with(OLDEST, 1, null, 100, false);
        Script script = new Script(capped, new Reading.Items(List.of(), 0, null, null, 101L, null, List.of()));
        WalkState state = script.begin(new Span(T0, T0.plusSeconds(5)));
        Step step = script.step(state);
        int splits = 0;
        while (step instanceof Step.Split split) {
            splits++;
            assertEquals(split.state(), WalkState.parse(split.state().toJson()));
            step = script.step(split.state());
        }
        assertTrue(splits >= 2, () -> "halved");
        assertInstanceOf(Step.Broken.class, step);
        Script odd = new Script(capped, new Reading.Items(List.of(), 0, null, null, 101L, null, List.of()));
        Step.Split halves =
                assertInstanceOf(Step.Split.class, odd.step(odd.begin(new Span(T0.plusMillis(1), T0.plusSeconds(3)))));
        assertEquals(
                halves.state().todo().get(0).to(), halves.state().todo().get(1).from());
        assertEquals(T0.plusMillis(1), halves.state().todo().get(0).from());
        assertEquals(T0.plusSeconds(3), halves.state().todo().get(1).to());
    }

    private static Obstacle broken(Step step) {
        return assertInstanceOf(Step.Broken.class, step, step::toString).obstacle();
    }

    @Test
    void credentialsThatAreNotTakenTwiceAreTheOperatorsToMend() {
        Script script = new Script(NEWEST, new Reading.Refused(List.of()));
        Step.Unauthorized first = assertInstanceOf(Step.Unauthorized.class, script.step(script.begin(HOUR)));
        assertEquals(1, first.state().tally().refusals());
        assertEquals(
                new Obstacle(Obstacle.Actor.OPERATOR, "does not take the credentials"),
                broken(script.step(first.state())));
    }

    @Test
    void whatFailsTwentyTimesIsBroken() {
        Script script = new Script(NEWEST, new Reading.Later(null, Step.Why.FAILED, List.of()));
        Step step = script.step(script.begin(HOUR));
        int tries = 1;
        while (step instanceof Step.Again again) {
            assertEquals(Step.Why.FAILED, again.why());
            step = script.step(again.state());
            tries++;
        }
        assertEquals(20, tries);
        assertEquals(new Obstacle(Obstacle.Actor.VENDOR, "fails 20 times in a row"), broken(step));
    }

    @Test
    void whatStopsTheVendorsAnswerStopsTheWalk() {
        Obstacle obstacle = new Obstacle(Obstacle.Actor.PAGE, "status 400");
        Script script = new Script(NEWEST, new Reading.Stopped(obstacle, List.of()));
        assertEquals(obstacle, broken(script.step(script.begin(HOUR))));
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        for (String none : List.of("", "{}", "[]", "{\"v\":2}", "{\"v\":1,\"whole\":[\"x\",\"y\"]}")) {
            assertThrows(IllegalArgumentException.class, () -> WalkState.parse(none), none);
        }
    }

    @Test
    void aWalkThatIsOverAsksNothing() {
        Script script = new Script(OLDEST, items(null));
        WalkState done = listed(script.step(script.begin(HOUR)));
        assertThrows(IllegalStateException.class, () -> new Walk(script).next(done, Map.of()));
    }
}
