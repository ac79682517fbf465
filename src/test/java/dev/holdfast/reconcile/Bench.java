package dev.holdfast.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.event.Route;
import dev.holdfast.event.Routes;
import dev.holdfast.event.TypePattern;
import dev.holdfast.journal.Arrival;
import dev.holdfast.journal.Database;
import dev.holdfast.journal.Follower;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.JournalSettings;
import dev.holdfast.journal.Lane;
import dev.holdfast.journal.Message;
import dev.holdfast.journal.Receipt;
import dev.holdfast.journal.Settlement;
import dev.holdfast.reconcile.budget.BudgetMeters;
import dev.holdfast.reconcile.budget.Budgets;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.reconcile.token.TokenMeters;
import dev.holdfast.reconcile.token.Tokens;
import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.ListPage;
import dev.holdfast.vendor.pull.Walk;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** A replica with a journal and a reconciler, one source that is fetched from, and what went out to its target. */
final class Bench implements AutoCloseable, Follower {
    static final String SOURCE = "shop";

    /** A vendor that wants tokens, and whoever has these credentials gets one. */
    static final Authentication TOKENS = new Authentication.OAuth2(
            Authentication.Grant.CLIENT_CREDENTIALS,
            "https://vendor.test/token",
            Authentication.Client.BODY,
            null,
            "Bearer",
            true);

    private static final Secret MASTER =
            Secret.of(Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));

    private static final Map<String, Secret> CREDENTIALS =
            Map.of("client-id", Secret.of("holdfast"), "client-secret", Secret.of("client"));

    /** A vendor that names no time is left alone for as short as can be, so that tests do not wait. */
    private static final class ShortestJitter implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }

        @Override
        public double nextDouble() {
            return 0;
        }
    }

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Queue<Message> relayed = new ConcurrentLinkedQueue<>();
    final Journal journal;
    final Kind kind;

    /** Whether there is more urgent work than fetching. */
    volatile boolean makesWay;

    final Reconciler reconciler;
    private final Pool pool;

    Bench(Database database, Vendor vendor, Pace pace) {
        this(database, vendor, pace, Kind.EXACT, false);
    }

    Bench(Database database, VendorHttp vendor, Pace pace, Kind kind, boolean details) {
        this(database, vendor, pace, kind, details, new Authentication.None());
    }

    /** One that is interested in a part of what the vendor tells. */
    Bench(Database database, Vendor vendor, Pace pace, Reach reach) {
        this(
                database,
                vendor,
                pace,
                Kind.EXACT,
                new EventLog(SOURCE, Kind.EXACT, false),
                new Authentication.None(),
                reach);
    }

    Bench(Database database, VendorHttp vendor, Pace pace, Kind kind, boolean details, Authentication authentication) {
        this(database, vendor, pace, kind, new EventLog(SOURCE, kind, details), authentication, Reach.ALL);
    }

    Bench(Database database, VendorHttp vendor, Pace pace, Kind kind, ListPage page, Authentication authentication) {
        this(database, vendor, pace, kind, page, authentication, Reach.ALL);
    }

    private Bench(
            Database database,
            VendorHttp vendor,
            Pace pace,
            Kind kind,
            ListPage page,
            Authentication authentication,
            Reach reach) {
        Route all = new Route("all", Set.of(SOURCE), List.of(new TypePattern("order.*")), List.of("billing"));
        Routes routes = new Routes(List.of(all));
        this.kind = kind;
        this.journal = new Journal(
                vertx, database.options(), JournalSettings.DEFAULT, routes, this, InstantSource.system(), meters);
        await(journal.know(List.of(SOURCE), List.of("billing")));
        await(journal.start());
        Contract contract = new Contract(
                "log",
                URI.create("http://vendor.test"),
                Map.of("events", new Walk(page)),
                authentication,
                List.of(new Budget.Window(1_000, Duration.ofSeconds(1), 100)),
                Set.of());
        Reconciler.Means means = new Reconciler.Means(
                vertx,
                database.options(),
                journal,
                routes,
                Duration.ofSeconds(2),
                Duration.ofMillis(50),
                Duration.ofDays(90),
                () -> makesWay,
                InstantSource.system(),
                meters);
        PulledSource source = new PulledSource(SOURCE, contract, CREDENTIALS, pace, reach);
        pool = PgBuilder.pool().connectingTo(database.options()).using(vertx).build();
        RandomGenerator random = new ShortestJitter();
        this.reconciler = new Reconciler(
                means,
                List.of(source),
                new Budgets(vertx, pool, random, Map.of(), Map.of(), new BudgetMeters(meters)),
                new Tokens(
                        vertx,
                        pool,
                        vendor,
                        Seal.of(List.of(MASTER), new SecureRandom()),
                        InstantSource.system(),
                        random,
                        new TokenMeters(meters)),
                vendor);
    }

    Bench started() {
        reconciler.start();
        return this;
    }

    /** The vendor's webhook for it. */
    Receipt.Committed push(Vendor.Happened happened) {
        byte[] payload = happened.line().getBytes(StandardCharsets.UTF_8);
        List<dev.holdfast.event.EventKey> keys = kind == Kind.STATE
                ? List.of(
                        EventLog.key(SOURCE, Kind.EXACT, "delivery of " + happened.id(), null, true),
                        EventLog.key(SOURCE, Kind.STATE, happened.id(), happened.at(), false))
                : List.of(EventLog.key(SOURCE, kind, happened.id(), happened.at(), true));
        Item item =
                new Item(happened.type(), happened.id(), keys, null, null, happened.at(), "text/plain", payload, null);
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        journal.append(new Arrival(SOURCE, Origin.PUSH, List.of(item)), receipt::complete);
        return (Receipt.Committed) await(receipt);
    }

    /** Whatever is stored was relayed once, and what came by a pull is a gap. */
    void assertExactlyOnce(Database database) {
        long stored = database.number("select count(*) from event");
        eventually("relayed", () -> relayed.size() >= stored);
        Set<String> seen = new HashSet<>();
        relayed.forEach(message -> assertTrue(
                seen.add(message.event().item().deliveryId()),
                "relayed twice: " + message.event().item().deliveryId()));
        assertEquals(stored, seen.size());
        eventually(
                "what came by a pull is a gap, as soon as its page is kept",
                () -> database.number("select count(*) from event where origin = 1")
                        == database.number("select count(*) from gap"));
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

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void taken(Lane lane) {}

    @Override
    public void handedOver(Lane lane, List<Message> messages) {
        relayed.addAll(messages);
    }

    @Override
    public void rewound(Lane lane, int target, long after) {}

    @Override
    public void rewoundAll(Lane lane) {}

    @Override
    public void settled(Lane lane, List<Settlement> batch) {}

    @Override
    public void lost(Lane lane) {}

    @Override
    public void lookedAround(int replicas, Set<Integer> paused) {}

    @Override
    public void close() {
        await(reconciler.stop());
        await(journal.stop());
        await(pool.close());
        await(vertx.close());
    }
}
