package dev.holdfast.vendor.pull;

import static dev.holdfast.vendor.pull.Script.HOUR;
import static dev.holdfast.vendor.pull.Script.items;
import static dev.holdfast.vendor.pull.Script.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages that were there before, by what leads on from them or by what is on them. */
class TrailTest {
    private static final Terms LIST = terms(Terms.Order.UNORDERED, new Terms.ByCursor());

    /** Pages until the walk notices that it goes in a circle. */
    private static int noticedAfter(Reading.Items... circle) {
        WalkState state = new Script(LIST).begin(HOUR);
        for (int turns = 1; turns <= 99; turns++) {
            Reading.Items page = circle[(turns - 1) % circle.length];
            Reading.Items fresh = page.next() == null ? items("c" + turns) : page;
            Reading.Items told = new Reading.Items(
                    page.listed(), page.count(), fresh.next(), null, null, null, page.branches(), null, List.of());
            Step step = new Script(LIST, told).step(state);
            if (step instanceof Step.Broken broken) {
                assertEquals(
                        "tells the same page again and again", broken.obstacle().reason());
                return turns;
            }
            state = assertInstanceOf(Step.Listing.class, step).next();
        }
        return 0;
    }

    @Test
    void aPageThatComesAgainUnderAnotherCursorIsNoticed() {
        assertEquals(2, noticedAfter(items(null, 1)));
        assertEquals(3, noticedAfter(items(null, 1), items(null, 2)));
        assertEquals(6, noticedAfter(items(null, 1), items(null, 2), items(null, 3)));
    }

    @Test
    void aCursorThatComesAgainWithOtherItemsIsNoticed() {
        List<Reading.Items> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pages.add(items(i % 2 == 0 ? "even" : "odd", i));
        }
        assertEquals(3, noticedAfter(pages.toArray(Reading.Items[]::new)));
    }

    @Test
    void thePageBehindIsALaterOneAfterTwiceAsManyEachTime() {
        List<Integer> replaced = new ArrayList<>();
        Trail trail = Trail.NONE;
        for (int page = 1; page <= 31; page++) {
            trail = trail.after("c" + page, "p" + page);
            if (trail.since() == 0) {
                replaced.add(page);
            }
            assertEquals(page - replaced.get(replaced.size() - 1), trail.since());
            assertEquals(1 << replaced.size(), trail.lap());
            assertTrue(trail.meets("c" + replaced.get(replaced.size() - 1), "other"));
            assertTrue(trail.meets("other", "p" + replaced.get(replaced.size() - 1)));
            assertFalse(trail.meets("c" + (page + 1), "p" + (page + 1)));
        }
        assertEquals(List.of(1, 3, 7, 15, 31), replaced);
    }

    private static boolean meetsItself(@Nullable String next, String content) {
        return Trail.NONE.after(next, content).meets(next, content);
    }

    @Test
    void nothingIsNotTheSameAsNothing() {
        assertFalse(meetsItself(null, ""));
        assertFalse(meetsItself("", ""));
        assertTrue(meetsItself("c", ""));
        assertTrue(meetsItself(null, "p"));
        assertFalse(Trail.NONE.after("c", "p").meets("p", "c"), "a cursor is no page");
    }
}
