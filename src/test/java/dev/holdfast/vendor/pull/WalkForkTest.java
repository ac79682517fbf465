package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.HOUR;
import static dev.holdfast.vendor.pull.Script.T0;
import static dev.holdfast.vendor.pull.Script.items;
import static dev.holdfast.vendor.pull.Script.listed;
import static dev.holdfast.vendor.pull.Script.terms;
import static dev.holdfast.vendor.pull.Script.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists whose items only lead to what is wanted: each is read to its end before the list goes on. */
class WalkForkTest {
    private static final Terms LIST = terms(Terms.Order.UNORDERED, new Terms.ByCursor());

    private static Reading.Items leading(@Nullable String next, String... branches) {
        return new Reading.Items(
                List.of(), branches.length, next, null, null, null, List.of(branches), null, List.of());
    }

    private static List<String> asked(Script script) {
        return script.asked.stream().map(ask -> ask.branch() + " " + ask.next()).toList();
    }

    private static Obstacle broken(Script script, int turns) {
        WalkState state = script.begin(HOUR);
        for (int i = 1; i < turns; i++) {
            Step step = script.step(state);
            state = step instanceof Step.Expired expired ? expired.state() : listed(step);
        }
        return assertInstanceOf(Step.Broken.class, script.step(state)).obstacle();
    }

    @Test
    void whatItemsLeadToIsReadBeforeTheNextPageOfTheList() {
        Script script = new Script(
                LIST,
                leading("p2", "a", "b"),
                items("a2", 1, 2),
                items(null, 3),
                items(null, -9, 3_599),
                leading(null, "c"),
                items(null));
        WalkState state = script.begin(HOUR);
        List<Listed> found = new ArrayList<>();
        while (!state.done()) {
            Step.Listing page = assertInstanceOf(Step.Listing.class, script.step(state));
            found.addAll(page.items());
            state = listed(page);
        }
        assertEquals(List.of("null null", "a null", "a a2", "b null", "null p2", "c null"), asked(script));
        assertEquals(
                List.of(1L, 2L, 3L, 3_599L),
                found.stream()
                        .map(one -> one.at().getEpochSecond() - T0.getEpochSecond())
                        .toList(),
                "what is not of the window is no item of it");
        assertEquals(T0.plusSeconds(3_599), state.reached());
    }

    @Test
    void theListIsNotOverBeforeWhatItsLastPageLeadsTo() {
        Script script = new Script(with(LIST, 2, null, 0, false), leading(null, "a"), items(null, 1), items(null));
        WalkState within = listed(script.step(script.begin(HOUR)));
        assertFalse(within.done());
        assertEquals(0, within.round());
        WalkState second = listed(script.step(within));
        assertEquals(1, second.round());
        assertNull(second.fork());
        assertEquals(T0.plusSeconds(1), second.reached());
    }

    @Test
    void whatIsGoneIsPassedOverAndTheOthersAreRead() {
        Script script =
                new Script(LIST, leading(null, "a", "b"), new Reading.Gone("thread_not_found", List.of()), items(null));
        WalkState within = listed(script.step(script.begin(HOUR)));
        Step.Skipped skipped = assertInstanceOf(Step.Skipped.class, script.step(within));
        listed(script.step(skipped.next()));
        assertEquals(List.of("null null", "a null", "b null"), asked(script));
    }

    @Test
    void whatIsForgottenIsReadAgainFromItsBeginning() {
        Script script = new Script(
                LIST, leading(null, "a", "b"), items("a2", 1), new Reading.Forgotten(List.of()), items(null, 1));
        WalkState within = listed(script.step(listed(script.step(script.begin(HOUR)))));
        WalkState again =
                assertInstanceOf(Step.Expired.class, script.step(within)).state();
        listed(script.step(again));
        assertEquals(List.of("null null", "a null", "a a2", "a null"), asked(script));
    }

    @Test
    void aFaultIsTriedAgainWithinTheBranch() {
        Script script = new Script(
                LIST, leading(null, "a"), new Reading.Later(null, Step.Why.FAILED, List.of()), items(null, 1));
        WalkState within = listed(script.step(script.begin(HOUR)));
        Step.Again again = assertInstanceOf(Step.Again.class, script.step(within));
        assertEquals(1, again.state().attempts());
        assertEquals(again.state(), WalkState.parse(again.state().toJson()));
        listed(script.step(again.state()));
        assertEquals(List.of("null null", "a null", "a null"), asked(script));
    }

    @Test
    void aBranchThatPromisesMoreAndDoesNotSayWhereIsAskedForAgainEvenInAListThatMoves() {
        Terms moving = with(terms(Terms.Order.OLDEST_FIRST, new Terms.ByCursor()), 1, null, 0, true);
        Reading.Items lost =
                new Reading.Items(items(null, 4, 5).listed(), 2, null, true, null, null, List.of(), null, List.of());
        Script script = new Script(moving, leading(null, "a", "b"), lost);
        WalkState within = listed(script.step(script.begin(HOUR)));
        assertInstanceOf(
                Step.Again.class, script.step(within), "no time of the list leads on in what an item leads to");
    }

    @Test
    void noBranchGoesOnForEver() {
        assertEquals(
                "tells the same page again and again",
                broken(new Script(LIST, leading(null, "a"), items("a2", 1), items("a2", 1)), 3)
                        .reason());
        assertEquals(
                "forgets the cursor before anything is read",
                broken(new Script(LIST, leading(null, "a"), new Reading.Forgotten(List.of())), 7)
                        .reason());
        assertEquals(
                "holds more in one moment than it tells at once",
                broken(new Script(LIST, leading(null, "a"), new Reading.Capped(List.of())), 2)
                        .reason());
        Reading[] empty = new Reading[11];
        Arrays.setAll(empty, i -> i == 0 ? leading(null, "a") : items("a" + i));
        assertEquals(
                "promises more on 10 empty pages in a row",
                broken(new Script(LIST, empty), 11).reason());
    }

    @Test
    void thePagesOfTheListAreHeldAgainstEachOtherByWhatTheyLeadTo() {
        Script script = new Script(
                terms(Terms.Order.UNORDERED, new Terms.ByNumber(1, 1, false)),
                leading(null, "a"),
                items(null),
                leading(null, "a"));
        assertEquals("tells the same page again and again", broken(script, 3).reason());
    }

    @Test
    void anAnswerIsWholeUpToWhenItSays() {
        Reading.Items later =
                new Reading.Items(List.of(), 0, "n", true, null, null, List.of(), T0.plusSeconds(90), List.of());
        Reading.Items earlier =
                new Reading.Items(List.of(), 0, null, false, null, null, List.of(), T0.plusSeconds(30), List.of());
        Script script = new Script(LIST, later, earlier);
        WalkState first = listed(script.step(script.begin(HOUR)));
        assertEquals(T0.plusSeconds(90), first.bound());
        assertEquals(T0.plusSeconds(30), listed(script.step(first)).bound());
    }
}
