package dev.holdfast.journal;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.event.Route;
import dev.holdfast.event.Routes;
import dev.holdfast.event.TypePattern;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Journals on a real database, with one source, one target and what they handed over; nobody wants what a second source says. */
final class Workbench implements AutoCloseable {
    /** Where a late answer is no matter: longer than a busy machine takes for the largest batch. */
    private static final Duration PATIENT = Duration.ofSeconds(15);

    final Vertx vertx = Vertx.vertx();
    final Recorder recorder = new Recorder();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Journal journal;
    final int target;

    Workbench(Database database) {
        this(database.options(), PATIENT);
    }

    Workbench(PgConnectOptions options, Duration answerWithin) {
        Route all = new Route("all", Set.of("shop"), List.of(new TypePattern("*")), List.of("billing"));
        journal = new Journal(
                vertx,
                options,
                settings(answerWithin),
                new Routes(List.of(all)),
                recorder,
                InstantSource.system(),
                registry);
        target = await(journal.know(List.of("shop", "unheard"), List.of("billing")))
                .targetNumber("billing");
        await(journal.start());
    }

    private static JournalSettings settings(Duration answerWithin) {
        return new JournalSettings(
                512,
                1 << 20,
                16_384,
                64 << 20,
                answerWithin,
                Duration.ofSeconds(2),
                Duration.ofDays(30),
                Duration.ofDays(90));
    }

    /** Appends one arrival and waits for its receipt. */
    Receipt append(Origin origin, Item... items) {
        return await(appending(origin, items));
    }

    CompletableFuture<Receipt> appending(Origin origin, Item... items) {
        return appending(new Arrival("shop", origin, List.of(items)));
    }

    CompletableFuture<Receipt> appending(Arrival arrival) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        journal.append(arrival, receipt::complete);
        return receipt;
    }

    static Item item(String payload, EventKey... keys) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new Item("order.paid", payload, List.of(keys), null, null, null, "text/plain", bytes, null);
    }

    static EventKey delivery(String id) {
        return EventKey.of(EventKey.Kind.DELIVERY, "shop", null, List.of(id), true);
    }

    /** What a push records of an object's state. */
    static EventKey told(String state) {
        return EventKey.of(EventKey.Kind.STATE, "shop", null, List.of(state), false);
    }

    /** What decides for a pulled state. */
    static EventKey pulled(String state) {
        return EventKey.of(EventKey.Kind.STATE, "shop", null, List.of(state), true);
    }

    static <T> T await(Future<T> future) {
        return await(future.toCompletionStage().toCompletableFuture());
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Override
    public void close() {
        await(journal.stop());
        await(vertx.close());
    }
}
