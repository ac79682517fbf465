package dev.holdfast.reconcile.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.journal.Database;
import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Observed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replicas on one database: together they stay within the vendor's limits. */
@Execution(ExecutionMode.CONCURRENT)
class BudgetsTest {
    private final Database database = Database.fresh();
    private final List<Replica> replicas = new ArrayList<>();

    /** A process as far as budgets care: its own event loop, connections and meters. */
    private final class Replica {
        final Vertx vertx = Vertx.vertx();
        final Pool pool = PgBuilder.pool()
                .connectingTo(database.options())
                .with(new PoolOptions().setMaxSize(4))
                .using(vertx)
                .build();
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        final Budgets budgets;

        Replica(Map<String, Integer> shares) {
            this(shares, Map.of());
        }

        Replica(Map<String, Integer> shares, Map<String, String> accounts) {
            budgets = new Budgets(vertx, pool, new Random(), shares, accounts, new BudgetMeters(registry));
            replicas.add(this);
        }

        Admission take(List<Budget> of, Duration patience) {
            return await(budgets.take("acme", of, 1, patience));
        }

        void settle(Admission pass, Outcome outcome) {
            await(budgets.settle((Admission.Pass) pass, outcome));
        }
    }

    /** Connected, so that whoever takes from then on waits for budgets and for nothing else. */
    private void three() {
        for (int i = 0; i < 3; i++) {
            await(new Replica(Map.of()).budgets.left("acme", List.of()));
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Outcome well(Observed... observed) {
        return new Outcome(Outcome.Kind.WELL, null, List.of(observed));
    }

    @AfterEach
    void close() {
        replicas.forEach(replica -> {
            await(replica.pool.close());
            await(replica.vertx.close());
        });
    }

    @Test
    void sourcesOnOneAccountShareItsLimits() {
        List<Budget> budgets = List.of(new Budget.Window(2, Duration.ofHours(1), 100));
        Replica replica = new Replica(Map.of(), Map.of("acme", "vendor account a", "other", "vendor account a"));
        assertInstanceOf(Admission.Pass.class, replica.take(budgets, Duration.ZERO));
        assertInstanceOf(Admission.Pass.class, await(replica.budgets.take("other", budgets, 1, Duration.ZERO)));
        assertInstanceOf(Admission.Wait.class, replica.take(budgets, Duration.ZERO));
        assertInstanceOf(Admission.Wait.class, await(replica.budgets.take("other", budgets, 1, Duration.ZERO)));
        assertInstanceOf(Admission.Pass.class, await(replica.budgets.take("alone", budgets, 1, Duration.ZERO)));
        assertEquals(2, await(replica.budgets.left("alone", budgets)).get(0).of());
    }

    @Test
    void threeReplicasTogetherStayWithinAWindow() throws Exception {
        List<Budget> budgets = List.of(new Budget.Window(30, Duration.ofSeconds(2), 100));
        List<Long> arrived = Collections.synchronizedList(new ArrayList<>());
        three();
        long end = System.nanoTime() + Duration.ofMillis(4_500).toNanos();
        List<Thread> threads = new ArrayList<>();
        for (Replica replica : replicas) {
            for (int runner = 0; runner < 2; runner++) {
                Thread thread = new Thread(() -> {
                    while (System.nanoTime() < end) {
                        Admission admission = replica.take(budgets, Duration.ofSeconds(3));
                        if (admission instanceof Admission.Pass) {
                            arrived.add(System.nanoTime());
                            replica.settle(admission, well());
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
        }
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        List<Long> times = new ArrayList<>(arrived);
        Collections.sort(times);
        for (int i = 0; i < times.size(); i++) {
            long from = times.get(i);
            long within = times.stream()
                    .filter(t -> t >= from && t < from + 2_000_000_000L)
                    .count();
            assertTrue(within <= 30, within + " calls in two seconds");
        }
        assertTrue(times.size() > 60, "and they use what there is: " + times.size());
    }

    @Test
    void threeReplicasTogetherHoldNoMoreSlotsThanThereAre() throws Exception {
        List<Budget> budgets = List.of(new Budget.Concurrent(4, 50));
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        three();
        long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
        List<Thread> threads = new ArrayList<>();
        for (Replica replica : replicas) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    Admission admission = replica.take(budgets, Duration.ofSeconds(1));
                    if (admission instanceof Admission.Pass) {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        made.incrementAndGet();
                        underWay.decrementAndGet();
                        replica.settle(admission, well());
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        assertTrue(most.get() <= 2, "half of four, not " + most.get());
        assertTrue(made.get() > 20, made::toString);
    }

    @Test
    void theSlotOfAKilledReplicaComesBack() {
        List<Budget> budgets = List.of(new Budget.Concurrent(1, 100));
        assertInstanceOf(Admission.Pass.class, new Replica(Map.of()).take(budgets, Duration.ZERO));
        Replica other = new Replica(Map.of());
        Admission.Wait wait = assertInstanceOf(Admission.Wait.class, other.take(budgets, Duration.ZERO));
        assertEquals("concurrent", wait.reason());
        // As if its lease had passed meanwhile.
        database.run(
                "update budget set state = regexp_replace(state::text, '(\"[0-9a-f-]{36}\": )[0-9]+', '\\11')::jsonb");
        assertInstanceOf(Admission.Pass.class, other.take(budgets, Duration.ZERO));
    }

    @Test
    void aRetryAfterHoldsForAllReplicas() {
        List<Budget> budgets = List.of(new Budget.Window(100, Duration.ofSeconds(1), 100));
        Replica one = new Replica(Map.of());
        Replica two = new Replica(Map.of());
        Admission pass = one.take(budgets, Duration.ZERO);
        one.settle(pass, new Outcome(Outcome.Kind.THROTTLED, Duration.ofSeconds(4), List.of()));
        Admission.Wait wait = assertInstanceOf(Admission.Wait.class, two.take(budgets, Duration.ofMillis(300)));
        assertEquals("retry-after", wait.reason());
        assertTrue(wait.after().toMillis() > 300 && wait.after().toMillis() <= 4_010, wait::toString);
        long began = System.nanoTime();
        assertInstanceOf(Admission.Pass.class, two.take(budgets, Duration.ofSeconds(10)));
        assertTrue(System.nanoTime() - began > 200_000_000L, "waited for it");
        assertTrue(two.registry
                        .get("holdfast.budget.waited.seconds")
                        .tag("budget", "retry-after")
                        .functionCounter()
                        .count()
                > 0.2);
    }

    @Test
    void whereNothingIsLimitedACallWritesNothingAndARefusalStillHoldsForAll() {
        Replica one = new Replica(Map.of());
        Admission pass = one.take(List.of(), Duration.ZERO);
        one.settle(pass, well());
        assertEquals(0, database.number("select count(*) from budget"));
        one.settle(
                one.take(List.of(), Duration.ZERO),
                new Outcome(Outcome.Kind.THROTTLED, Duration.ofSeconds(5), List.of()));
        Admission refused = new Replica(Map.of()).take(List.of(), Duration.ZERO);
        assertEquals(
                "retry-after", assertInstanceOf(Admission.Wait.class, refused).reason());
    }

    @Test
    void whatOneReplicaIsToldCorrectsTheOther() {
        List<Budget> budgets = List.of(new Budget.Window(100, Duration.ofMinutes(1), 100));
        Replica one = new Replica(Map.of());
        Replica two = new Replica(Map.of());
        one.settle(one.take(budgets, Duration.ZERO), well(new Observed(0, 2L, null, null, null)));
        assertInstanceOf(Admission.Pass.class, two.take(budgets, Duration.ZERO));
        assertInstanceOf(Admission.Pass.class, one.take(budgets, Duration.ZERO));
        assertInstanceOf(Admission.Wait.class, two.take(budgets, Duration.ZERO));
        assertEquals(0, await(one.budgets.left("acme", budgets)).get(0).left());
        assertEquals(
                0,
                one.registry
                        .get("holdfast.budget.left.ratio")
                        .tags("source", "acme", "budget", "window-1m")
                        .gauge()
                        .value());
    }

    @Test
    void theOperatorsShareCountsBeforeThePages() {
        List<Budget> budgets = List.of(new Budget.Window(100, Duration.ofMinutes(1), 50));
        Replica replica = new Replica(Map.of("acme", 2));
        assertInstanceOf(Admission.Pass.class, replica.take(budgets, Duration.ZERO));
        assertInstanceOf(Admission.Pass.class, replica.take(budgets, Duration.ZERO));
        assertInstanceOf(Admission.Wait.class, replica.take(budgets, Duration.ZERO));
    }

    @Test
    void aSourceWithoutBudgetsIsAdmittedAtOnce() {
        Replica replica = new Replica(Map.of());
        assertInstanceOf(Admission.Pass.class, replica.take(List.of(), Duration.ZERO));
        assertEquals(List.of(), await(replica.budgets.left("acme", List.of())));
    }
}
