package dev.holdfast.reconcile.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.vendor.pull.Budget;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What of several budgets is told as the calls that are left. */
class LeftTest {
    private static final Budget SECOND = new Budget.Window(10, Duration.ofSeconds(1), 100);
    private static final Budget MINUTE = new Budget.Window(60, Duration.ofMinutes(1), 100);
    private static final Budget HOUR = new Budget.Window(1_500, Duration.ofHours(1), 100);
    private static final Budget DAY = new Budget.Daily(5_000, LocalTime.MIDNIGHT, 100);
    private static final Budget SLOTS = new Budget.Concurrent(4, 100);

    private static OptionalLong calls(Budget... budgets) {
        return Left.calls(Ledger.of(List.copyOf(Arrays.asList(budgets)), null).left(0));
    }

    @Test
    void theTightestOfTheLongLimitsAndNoSlotsAndNoSeconds() {
        assertEquals(OptionalLong.of(5_000), calls(SECOND, DAY, SLOTS));
        assertEquals(OptionalLong.of(1_500), calls(DAY, HOUR, MINUTE, SLOTS));
    }

    @Test
    void theTightestOfTheShortOnesWhereThereAreNoOthers() {
        assertEquals(OptionalLong.of(10), calls(MINUTE, SECOND, SLOTS));
    }

    @Test
    void nothingWhereNothingIsUsedUp() {
        assertEquals(OptionalLong.empty(), calls(SLOTS));
        assertEquals(OptionalLong.empty(), calls());
    }
}
