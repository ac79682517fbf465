package dev.holdfast.reconcile.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Over any schedule of calls, never more than the budget; and what is told to wait is enough. */
class LedgerProperties {
    private static final long START = Instant.parse("2026-11-20T06:00:00Z").toEpochMilli();

    /** A call that was admitted. */
    private record Made(long at, int cost, UUID id) {}

    /** Somebody who calls at random, keeping and reading the ledger as a database would. */
    private static final class Caller {
        private final List<Budget> budgets;
        private final Random random;
        private final List<Made> made = new ArrayList<>();
        private JsonObject kept;
        private long now = START;

        Caller(List<Budget> budgets, long seed) {
            this.budgets = budgets;
            this.random = new Random(seed);
            this.kept = Ledger.of(budgets, null).toJson();
        }

        Ledger ledger() {
            Ledger ledger = Ledger.of(budgets, new JsonObject(kept.encode()));
            assertEquals(kept, ledger.toJson(), "what is read is what was kept");
            return ledger;
        }

        Ledger.Decision call(int cost) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            Ledger.Decision decision = ledger().take(now, cost, id);
            if (decision.admitted()) {
                kept = decision.ledger().toJson();
                made.add(new Made(now, cost, id));
            }
            return decision;
        }

        void end(Made call, Outcome outcome, double jitter) {
            Admission.Pass pass = new Admission.Pass("acme", budgets, call.id(), call.cost());
            kept = ledger().settled(now, pass, outcome, jitter).toJson();
        }

        void pass(long millis) {
            now += millis;
        }
    }

    @Property(tries = 300)
    void noStretchOfTimeHoldsMoreCallsThanOurPart(
            @ForAll @IntRange(min = 1, max = 40) int calls,
            @ForAll @LongRange(min = 100, max = 90_000) long per,
            @ForAll @IntRange(min = 1, max = 100) int share,
            @ForAll long seed) {
        Caller caller = new Caller(List.of(new Budget.Window(calls, Duration.ofMillis(per), share)), seed);
        for (int i = 0; i < 150; i++) {
            Ledger.Decision decision = caller.call(1);
            // Now and then a burst, now and then exactly as long as told.
            int kind = caller.random.nextInt(4);
            caller.pass(
                    kind == 0
                            ? decision.waitMillis()
                            : kind == 1 ? caller.random.nextLong(per) : caller.random.nextLong(per / 20 + 1));
        }
        long most = Share.of(calls, share);
        Deque<Long> stretch = new ArrayDeque<>();
        for (Made call : caller.made) {
            stretch.addLast(call.at());
            while (stretch.getFirst() <= call.at() - per) {
                stretch.removeFirst();
            }
            assertTrue(stretch.size() <= most, () -> stretch.size() + " calls in " + per + " ms, not " + most);
        }
    }

    @Property(tries = 300)
    void aBucketGivesWhatItHeldAndWhatFlowsIn(
            @ForAll @IntRange(min = 10, max = 2_000) int size,
            @ForAll @IntRange(min = 1, max = 200) int refill,
            @ForAll @IntRange(min = 1, max = 100) int share,
            @ForAll long seed) {
        Budget.Bucket bucket = new Budget.Bucket(size, refill, Duration.ofSeconds(1), 1, share);
        Caller caller = new Caller(List.of(bucket), seed);
        for (int i = 0; i < 120; i++) {
            Ledger.Decision decision = caller.call(1 + caller.random.nextInt(Math.max(1, size * share / 100)));
            caller.pass(caller.random.nextBoolean() ? decision.waitMillis() : caller.random.nextLong(3_000));
        }
        double ours = Math.max(1, size * share / 100.0);
        for (int from = 0; from < caller.made.size(); from++) {
            double points = 0;
            for (int to = from; to < caller.made.size(); to++) {
                points += Math.min(caller.made.get(to).cost(), ours);
                double millis = caller.made.get(to).at() - caller.made.get(from).at();
                assertTrue(points <= ours + millis * refill * share / 100 / 1_000 + 1e-6);
            }
        }
    }

    @Property(tries = 200)
    void noDayOfTheVendorsHoldsMoreCallsThanOurPart(
            @ForAll @IntRange(min = 1, max = 30) int calls,
            @ForAll @IntRange(min = 0, max = 1_439) int minute,
            @ForAll @LongRange(min = -DayMeter.SKEW, max = DayMeter.SKEW) long skew,
            @ForAll long seed) {
        LocalTime resets = LocalTime.MIDNIGHT.plusMinutes(minute);
        Caller caller = new Caller(List.of(new Budget.Daily(calls, resets, 50)), seed);
        // Shortly before or after the moment: there two days meet.
        long moment = Math.floorDiv(START, 86_400_000L) * 86_400_000L + resets.toNanoOfDay() / 1_000_000;
        caller.pass(moment - START + caller.random.nextLong(4 * DayMeter.SKEW) - 2 * DayMeter.SKEW);
        for (int i = 0; i < 200; i++) {
            Ledger.Decision decision = caller.call(1);
            caller.pass(
                    caller.random.nextInt(3) == 0
                            ? decision.waitMillis()
                            : caller.random.nextLong(i < 60 ? 10_000 : calls * 60_000L + 1));
        }
        long first = resets.toNanoOfDay() / 1_000_000 + skew;
        caller.made.stream()
                .collect(Collectors.groupingBy(
                        made -> Math.floorDiv(made.at() - first, 86_400_000L), Collectors.counting()))
                .forEach((day, count) -> assertTrue(count <= Share.of(calls, 50), () -> count + " calls in a day"));
    }

    @Property(tries = 200)
    void neverMoreCallsAtOnceThanSlotsAndTheKilledOnesComeBack(
            @ForAll @IntRange(min = 1, max = 12) int calls, @ForAll long seed) {
        Caller caller = new Caller(List.of(new Budget.Concurrent(calls, 100)), seed);
        List<Made> underWay = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (caller.call(1).admitted()) {
                underWay.add(caller.made.get(caller.made.size() - 1));
            }
            assertTrue(underWay.size() <= calls);
            if (!underWay.isEmpty() && caller.random.nextInt(3) == 0) {
                caller.end(
                        underWay.remove(caller.random.nextInt(underWay.size())),
                        new Outcome(Outcome.Kind.WELL, null, List.of()),
                        0);
            }
            caller.pass(caller.random.nextLong(100));
        }
        while (caller.call(1).admitted()) {}
        caller.pass(SlotMeter.LEASE);
        for (int i = 0; i < calls; i++) {
            assertTrue(caller.call(1).admitted(), "nobody who was killed keeps a slot");
        }
    }

    @Provide
    Arbitrary<List<Budget>> severalBudgets() {
        return Arbitraries.of(
                List.of(
                        new Budget.Window(5, Duration.ofSeconds(1), 50),
                        new Budget.Window(100, Duration.ofSeconds(10), 50)),
                List.of(new Budget.Daily(40, LocalTime.MIDNIGHT, 50), new Budget.Concurrent(10, 50)),
                List.of(new Budget.Bucket(2_000, 100, Duration.ofSeconds(1), 50, 50)),
                List.of(new Budget.Daily(100, null, 20), new Budget.Concurrent(3, 100)));
    }

    @Property(tries = 200)
    void whoWaitsAsToldIsAdmittedWhenNobodyElseComes(
            @ForAll("severalBudgets") List<Budget> budgets, @ForAll long seed) {
        Caller caller = new Caller(budgets, seed);
        for (int i = 0; i < 100; i++) {
            Ledger.Decision decision = caller.call(10);
            int waits = 0;
            while (!decision.admitted()) {
                caller.pass(decision.waitMillis());
                decision = caller.call(10);
                // A slot's wait is a guess; each other budget may need one more.
                assertTrue(++waits < 1_000, "waits for ever");
            }
            if (caller.random.nextBoolean()) {
                caller.end(caller.made.get(caller.made.size() - 1), new Outcome(Outcome.Kind.WELL, null, List.of()), 0);
            }
        }
    }

    @Property(tries = 300)
    void whatTheVendorSaysIsLeftIsNeverOverdrawn(
            @ForAll @IntRange(min = 2, max = 200) int calls,
            @ForAll @IntRange(min = 0, max = 200) int remaining,
            @ForAll @IntRange(min = 1, max = 100) int share,
            @ForAll long seed) {
        Budget.Window window = new Budget.Window(calls, Duration.ofMinutes(1), share);
        Caller caller = new Caller(List.of(window), seed);
        assertTrue(caller.call(1).admitted());
        Instant resets = Instant.ofEpochMilli(caller.now + 50_000);
        Observed observed = new Observed(0, (long) remaining, null, resets, null);
        caller.end(caller.made.get(0), new Outcome(Outcome.Kind.WELL, null, List.of(observed)), 0);
        int admitted = 0;
        while (caller.call(1).admitted()) {
            admitted++;
        }
        assertTrue(admitted <= remaining, admitted + " of " + remaining);
        assertTrue(admitted < Share.of(calls, share));
    }

    @Property(tries = 500)
    void theVendorIsLeftAloneAsItWantsOrForAsLongAsTheBackoffSays(
            @ForAll @IntRange(min = 1, max = 60) int failures, @ForAll long seed) {
        Caller caller = new Caller(List.of(), seed);
        for (int i = 1; i <= failures; i++) {
            assertTrue(caller.call(1).admitted());
            double jitter = caller.random.nextDouble();
            caller.end(
                    caller.made.get(caller.made.size() - 1), new Outcome(Outcome.Kind.FAILED, null, List.of()), jitter);
            Ledger.Decision decision = caller.call(1);
            assertEquals(Ledger.RETRY_AFTER, decision.reason());
            assertTrue(decision.waitMillis() >= 250
                    && decision.waitMillis() <= Math.max(250, 1_000L << Math.min(20, i - 1)));
            assertTrue(decision.waitMillis() <= 300_000);
            caller.pass(decision.waitMillis());
        }
        assertTrue(caller.call(1).admitted());
        Made last = caller.made.get(caller.made.size() - 1);
        caller.end(last, new Outcome(Outcome.Kind.THROTTLED, Duration.ofSeconds(37), List.of()), 0.5);
        assertEquals(37_000, caller.call(1).waitMillis());
        caller.end(last, new Outcome(Outcome.Kind.WELL, null, List.of()), 0.5);
        assertEquals(37_000, caller.call(1).waitMillis(), "another call that went well does not undo it");
    }
}
