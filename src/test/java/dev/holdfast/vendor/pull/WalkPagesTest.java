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

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages that are counted, and pages that are full. */
class WalkPagesTest {
    private static Reading.Items page(int count, @Nullable Boolean more, @Nullable Long total) {
        List<Listed> listed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            listed.add(Script.found(T0.plusSeconds(i)));
        }
        return new Reading.Items(listed, count, null, more, total, null, List.of());
    }

    private static List<String> asked(Terms terms, Reading... answers) {
        Script script = new Script(terms, answers);
        WalkState state = script.begin(HOUR);
        for (int turns = 0; !state.done() && turns < 9; turns++) {
            state = listed(script.step(state));
        }
        return script.asked.stream().map(Ask::next).toList();
    }

    private static Terms counted(int first, int size, boolean byItem) {
        return terms(Terms.Order.UNORDERED, new Terms.ByNumber(first, size, byItem));
    }

    @Test
    void pagesAreCountedWhileTheyAreFull() {
        assertEquals(
                List.of("1", "2", "3"),
                asked(counted(1, 2, false), page(2, null, null), items(null, 7, 8), page(1, null, null)));
        assertEquals(List.of("0"), asked(counted(0, 2, false), page(0, null, null)));
        assertEquals(
                List.of("0", "2", "5"),
                asked(counted(0, 2, true), page(2, null, null), items(null, 7, 8, 9), page(1, null, null)));
    }

    @Test
    void pagesAreCountedWhileTheAnswerSaysThatThereIsMore() {
        assertEquals(
                List.of("1", "2", "3"),
                asked(counted(1, 0, false), page(1, true, null), items(null, 9), page(0, null, null)));
        assertEquals(List.of("1", "2"), asked(counted(1, 2, false), page(1, true, null), page(2, false, null)));
        assertEquals(
                List.of("0", "1", "4"),
                asked(counted(0, 0, true), page(1, true, null), items(null, 7, 8, 9), page(0, null, null)));
    }

    @Test
    void wherePagesHaveNoSizeAnEmptyOneIsTheLast() {
        assertEquals(List.of("1", "2"), asked(counted(1, 0, false), page(1, null, null), page(0, null, null)));
    }

    @Test
    void moreWithoutAWayToItIsAskedForAgain() {
        Script script = new Script(terms(Terms.Order.UNORDERED, new Terms.ByCursor()), page(1, true, null));
        assertEquals(
                Step.Why.FAILED,
                assertInstanceOf(Step.Again.class, script.step(script.begin(HOUR)))
                        .why());
    }

    @Test
    void whereTheNextPageIsAskedForByTimeNoWayIsNeeded() {
        Terms moving = with(terms(Terms.Order.OLDEST_FIRST, new Terms.ByCursor()), 1, null, 0, true);
        Reading.Items five = items(null, 4, 5);
        Reading more = new Reading.Items(five.listed(), 2, null, true, null, null, List.of());
        Script script = new Script(moving, more);
        WalkState next = listed(script.step(script.begin(HOUR)));
        assertEquals(Script.T0.plusSeconds(5), next.current().from());
        Reading.Items none = items(null, 0, 0);
        Script still = new Script(moving, new Reading.Items(none.listed(), 2, null, true, null, null, List.of()));
        assertInstanceOf(Step.Again.class, still.step(still.begin(HOUR)), "no further by time");
    }

    private static String capped(int count, @Nullable Long total) {
        Terms terms = with(terms(Terms.Order.UNORDERED, new Terms.ByCursor()), 1, null, 3, false);
        Script script = new Script(terms, page(count, null, total));
        return script.step(script.begin(HOUR)).getClass().getSimpleName();
    }

    @Test
    void aPageThatIsFullToTheCapIsSplit() {
        assertEquals("Listing", capped(2, null));
        assertEquals("Split", capped(3, null));
        assertEquals("Split", capped(4, null));
        assertEquals("Listing", capped(3, 3L), "the vendor says that this is all");
        assertEquals("Split", capped(3, 4L));
    }

    @Test
    void withoutACapNothingIsSplit() {
        Script script = new Script(terms(Terms.Order.UNORDERED, new Terms.OnePage()), page(9, null, 99L));
        assertInstanceOf(Step.Listing.class, script.step(script.begin(HOUR)));
    }

    @Test
    void onlyTheFirstPageOfAStretchIsHeldAgainstTheCap() {
        Terms terms = with(terms(Terms.Order.UNORDERED, new Terms.ByCursor()), 1, null, 2, false);
        Script script = new Script(terms, items("c", 1), items(null, 2, 3));
        WalkState second = listed(script.step(script.begin(HOUR)));
        assertEquals("c", second.next());
        WalkState end = listed(script.step(second));
        assertEquals(true, end.done());
        assertNull(end.next());
    }

    @Test
    void anAnswerThatSaysThatItIsFullIsSplit() {
        Script script = new Script(terms(Terms.Order.UNORDERED, new Terms.OnePage()), new Reading.Capped(List.of()));
        Step.Split split = assertInstanceOf(Step.Split.class, script.step(script.begin(HOUR)));
        assertEquals(2, split.state().todo().size());
    }

    @Test
    void aWindowOfTooManyPagesIsNone() {
        Script script = new Script(terms(Terms.Order.UNORDERED, new Terms.ByCursor()), items("c", 1));
        WalkState begin = script.begin(HOUR);
        assertInstanceOf(Step.Listing.class, script.step(begin.with(new Tally(99_999, 0, 0, 0, 0))));
        assertEquals(
                new Obstacle(Obstacle.Actor.VENDOR, "tells more than 100000 pages of one window"),
                assertInstanceOf(Step.Broken.class, script.step(begin.with(new Tally(100_000, 0, 0, 0, 0))))
                        .obstacle());
    }

    @Test
    void aStretchThatIsForgottenIsReadInHalvesOnlyTheSecondTime() {
        Reading forgotten = new Reading.Forgotten(List.of());
        Script script = new Script(
                terms(Terms.Order.UNORDERED, new Terms.ByCursor()), items("c", 1), forgotten, items("c", 1), forgotten);
        WalkState once = assertInstanceOf(Step.Expired.class, script.step(listed(script.step(script.begin(HOUR)))))
                .state();
        assertEquals(List.of(HOUR), once.todo());
        WalkState twice = assertInstanceOf(Step.Expired.class, script.step(listed(script.step(once))))
                .state();
        assertEquals(2, twice.todo().size());
    }

    @Test
    void aPlaceThatIsForgottenIsTheOneBeforeAndThenNone() {
        Terms plain = terms(Terms.Order.UNORDERED, new Terms.OnePage());
        Terms terms = new Terms(
                plain.list(),
                plain.kind(),
                Terms.Style.POSITION,
                plain.order(),
                plain.paging(),
                1,
                plain.types(),
                null,
                plain.lag(),
                plain.overlap(),
                null,
                plain.unit(),
                Terms.Edge.NONE,
                Terms.Edge.NONE,
                0,
                false,
                false,
                true);
        Script script = new Script(
                terms,
                new Reading.Items(List.of(), 0, null, true, null, "p1", List.of()),
                new Reading.Forgotten(List.of()));
        WalkState further = listed(script.step(new Walk(script).begin(HOUR, "p0")));
        assertEquals("p1", further.position());
        WalkState again =
                assertInstanceOf(Step.Expired.class, script.step(further)).state();
        assertEquals("p0", again.position());
        WalkState anew =
                assertInstanceOf(Step.Expired.class, script.step(again)).state();
        assertNull(anew.position());
    }
}
