package dev.holdfast.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.journal.Database;
import dev.holdfast.reconcile.budget.BudgetMeters;
import dev.holdfast.reconcile.budget.Budgets;
import dev.holdfast.reconcile.http.NoAnswer;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.reconcile.token.TokenMeters;
import dev.holdfast.reconcile.token.Tokens;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Step;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call to a vendor: where its answer is read, and what comes of none. */
class VendorLineTest {
    private static final Answer PAGE =
            new Answer(200, Map.of(), "a page".getBytes(StandardCharsets.UTF_8), Instant.EPOCH);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = PgBuilder.pool()
            .connectingTo(Database.fresh().options())
            .using(vertx)
            .build();

    @AfterEach
    void close() {
        Bench.await(pool.close());
        Bench.await(vertx.close());
    }

    private VendorLine line(VendorHttp http) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Contract contract = new Contract(
                "log", URI.create("http://vendor.test"), Map.of(), new Authentication.None(), List.of(), Set.of());
        Pace pace = new Pace(Duration.ofMinutes(1), null, null, null);
        return new VendorLine(
                new PulledSource("shop", contract, Map.of(), pace, Reach.ALL),
                new Budgets(vertx, pool, new Random(1), Map.of(), Map.of(), new BudgetMeters(meters)),
                new Tokens(vertx, pool, http, null, InstantSource.system(), new Random(1), new TokenMeters(meters)),
                http,
                vertx,
                InstantSource.system());
    }

    private Future<Said> asked(VendorHttp http, Function<Answer, Step> reading) {
        Call call = new Call("GET", URI.create("http://vendor.test/events"), Map.of(), new byte[0], 1);
        return Future.future(
                told -> vertx.runOnContext(v -> line(http).ask(call, reading).onComplete(told)));
    }

    private static Step stuck(String why) {
        return new Step.Broken(new Obstacle(Obstacle.Actor.VENDOR, why), List.of());
    }

    /** Webhooks' event loops would stand still for as long as a page takes to read. */
    @Test
    void aPageIsReadBesideTheEventLoops() {
        AtomicBoolean onEventLoop = new AtomicBoolean(true);
        Bench.await(asked((call, limits) -> Future.succeededFuture(PAGE), answer -> {
            onEventLoop.set(Context.isOnEventLoopThread());
            return stuck("read");
        }));
        assertFalse(onEventLoop.get());
    }

    @Test
    void whoDoesNotAnswerIsReadAsAwayForNow() {
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        Said said = Bench.await(asked((call, limits) -> Future.failedFuture(new NoAnswer("silence")), answer -> {
            statuses.add(answer.status());
            return stuck("away");
        }));
        assertEquals(List.of(503), List.copyOf(statuses));
        assertEquals(stuck("away"), assertInstanceOf(Said.Meant.class, said).step());
    }

    @Test
    void aFaultOfOursIsNotTakenForTheVendors() {
        Future<Said> reading = asked((call, limits) -> Future.succeededFuture(PAGE), answer -> {
            throw new IllegalStateException("a bug");
        });
        Future<Said> sending =
                asked((call, limits) -> Future.failedFuture(new IllegalStateException("a bug")), answer -> stuck(""));
        for (Future<Said> fault : List.of(reading, sending)) {
            CompletionException told = assertThrows(
                    CompletionException.class,
                    () -> fault.toCompletionStage().toCompletableFuture().join());
            assertEquals("a bug", told.getCause().getMessage());
        }
    }
}
