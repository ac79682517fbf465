package dev.holdfast.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What strangers can make us fetch is bounded, for each source and for all together. */
class FetchBudgetTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /** Any start will do: a monotonic clock may be below zero. */
    private static final long START = -5 * MINUTE;

    private final FetchBudget budget = new FetchBudget(START);

    private int taken(String source, int tries, long now) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budget.take(source, now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aFloodAtOneSourceIsCutAndLeavesTheOthersAlone() {
        assertEquals(FetchBudget.SOURCE_BURST, taken("flooded", 1_000, START));
        assertTrue(budget.take("other", START));
    }

    @Test
    void tenAMinuteComeBack() {
        taken("flooded", 1_000, START);
        assertFalse(budget.take("flooded", START + MINUTE / 11));
        assertEquals(10, taken("flooded", 1_000, START + MINUTE));
        assertEquals(10, taken("flooded", 1_000, START + 2 * MINUTE));
    }

    @Test
    void restMakesNobodyRicherThanFull() {
        taken("flooded", 1, START);
        assertEquals(FetchBudget.SOURCE_BURST, taken("flooded", 1_000, START + 100 * MINUTE));
    }

    @Test
    void allSourcesTogetherHaveABoundToo() {
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += taken("source-" + i, 10, START);
        }
        assertEquals(FetchBudget.TOTAL_BURST, taken);
    }

    @Property
    void whateverTheTimesOneSourceNeverGetsMoreThanItsBurstAndItsRate(
            @ForAll @Size(max = 200) List<@IntRange(max = 20_000) Integer> millis) {
        FetchBudget one = new FetchBudget(START);
        long now = START;
        int taken = 0;
        for (int wait : millis) {
            now += TimeUnit.MILLISECONDS.toNanos(wait);
            taken += one.take("source", now) ? 1 : 0;
        }
        long back = (now - START) / (MINUTE / 10);
        assertTrue(taken <= FetchBudget.SOURCE_BURST + back, taken + " in " + (now - START) + " ns");
    }
}
