package dev.holdfast.reconcile.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What vendors say of their limits, as they say it. */
class CorrectionTest {
    private static final UUID CALL = new UUID(1, 2);
    private static final long NOW = Instant.parse("2026-11-20T06:00:00Z").toEpochMilli();

    private static Ledger after(List<Budget> budgets, int cost, Observed... observed) {
        Ledger taken = Ledger.of(budgets, null).take(NOW, cost, CALL).ledger();
        Admission.Pass pass = new Admission.Pass("acme", budgets, CALL, cost);
        return taken.settled(NOW + 100, pass, new Outcome(Outcome.Kind.WELL, null, List.of(observed)), 0);
    }

    private static double left(Ledger ledger, long at) {
        return ledger.left(at).get(0).left();
    }

    @Test
    void othersKeepTheirPartAndNoMore() {
        assertEquals(300, Share.left(1_000, 500, 200, 400), "others used 400 of their 500, we 200 of ours");
        assertEquals(100, Share.left(1_000, 500, 200, 100), "others used more than their part");
        assertEquals(500, Share.left(1_000, 500, 0, 1_000), "nobody used any");
        assertEquals(0, Share.left(1_000, 500, 500, 500), "we used ours, and the rest is theirs");
    }

    @Test
    void aDayThatRollsIsAskedAgainLaterWhenOthersUsedItUp() {
        List<Budget> budgets = List.of(new Budget.Daily(100_000, null, 20));
        Ledger ledger = after(budgets, 1, new Observed(0, 0L, 100_000L, null, null));
        Ledger.Decision decision = ledger.take(NOW + 200, 1, CALL);
        assertEquals("day", decision.reason());
        assertTrue(decision.waitMillis() <= Duration.ofMinutes(30).toMillis());
        assertTrue(ledger.take(NOW + 200 + decision.waitMillis(), 1, CALL).admitted());
    }

    @Test
    void aLargerPlanIsALargerLimit() {
        List<Budget> budgets = List.of(new Budget.Window(100, Duration.ofMinutes(1), 50));
        Instant resets = Instant.ofEpochMilli(NOW + 30_000);
        assertEquals(199, left(after(budgets, 1, new Observed(0, 399L, 400L, resets, null)), NOW + 200));
    }

    @Test
    void aBucketLearnsWhatACallReallyTook() {
        List<Budget> budgets = List.of(new Budget.Bucket(2_000, 100, Duration.ofSeconds(1), 50, 100));
        assertEquals(1_960, left(after(budgets, 50), NOW + 100), 1e-9);
        assertEquals(1_710, left(after(budgets, 50, new Observed(0, null, null, null, 300L)), NOW + 100), 1e-9);
        assertEquals(900, left(after(budgets, 50, new Observed(0, 900L, 2_000L, null, 12L)), NOW + 100), 1e-9);
    }

    @Test
    void aBucketOfALargerPlanFillsFaster() {
        List<Budget> budgets = List.of(new Budget.Bucket(2_000, 100, Duration.ofSeconds(1), 50, 100));
        Ledger ledger = after(budgets, 50, new Observed(0, 1_000L, 20_000L, null, null));
        assertEquals(1_000, left(ledger, NOW + 100), 1e-9);
        assertEquals(2_000, left(ledger, NOW + 1_100), 1e-9);
    }

    @Test
    void aResetInThePastOrInAYearSaysNothing() {
        List<Budget> budgets = List.of(new Budget.Window(100, Duration.ofMinutes(1), 100));
        Observed past = new Observed(0, 0L, null, Instant.ofEpochMilli(NOW - 1), null);
        assertTrue(after(budgets, 1, past).take(NOW + 200, 1, CALL).admitted());
        Observed far = new Observed(0, 0L, null, Instant.ofEpochMilli(NOW).plus(Duration.ofDays(365)), null);
        assertTrue(after(budgets, 1, far).take(NOW + 200, 1, CALL).waitMillis() < 75_000);
    }

    @Test
    void answersThatOvertakeEachOtherDoNotGiveBack() {
        List<Budget> budgets = List.of(new Budget.Window(100, Duration.ofMinutes(1), 100));
        Instant resets = Instant.ofEpochMilli(NOW + 30_000);
        Ledger ledger =
                after(budgets, 1, new Observed(0, 5L, null, resets, null), new Observed(0, 9L, null, resets, null));
        assertEquals(5, left(ledger, NOW + 200));
    }

    @Test
    void whatAnAnswerSaysOfABudgetThatIsNotThereIsNotHeard() {
        List<Budget> budgets = List.of(new Budget.Window(100, Duration.ofMinutes(1), 100));
        assertEquals(99, left(after(budgets, 1, new Observed(7, 0L, null, null, null)), NOW + 200));
    }

    @Test
    void twoBudgetsOfOneKindHaveTwoNames() {
        assertEquals(
                List.of("window-1s", "window-10s", "window-1s-2", "day", "concurrent"),
                Meters.names(List.of(
                        new Budget.Window(1, Duration.ofSeconds(1), 50),
                        new Budget.Window(1, Duration.ofSeconds(10), 50),
                        new Budget.Window(1, Duration.ofSeconds(1), 50),
                        new Budget.Daily(1, null, 50),
                        new Budget.Concurrent(1, 50))));
    }

    @Test
    void aClockThatWasSetBackALittleStandsStillAndOneThatWasFarAheadIsNotWaitedFor() {
        List<Budget> budgets = List.of(new Budget.Window(1, Duration.ofSeconds(1), 100));
        Ledger ledger = Ledger.of(budgets, null).take(NOW, 1, CALL).ledger();
        assertTrue(ledger.take(NOW - 30_000, 1, CALL).waitMillis() <= 1_200);
    }
}
