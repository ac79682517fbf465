package dev.holdfast.admin;

import dev.holdfast.event.Origin;
import dev.holdfast.event.Route;
import dev.holdfast.event.Routes;
import dev.holdfast.event.TypePattern;
import dev.holdfast.journal.Arrival;
import dev.holdfast.journal.Database;
import dev.holdfast.journal.Envelope;
import dev.holdfast.journal.Follower;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.JournalSettings;
import dev.holdfast.journal.Lane;
import dev.holdfast.journal.Message;
import dev.holdfast.journal.Receipt;
import dev.holdfast.journal.Settlement;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.Headers;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Request;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One replica's journal and releases on a real database, with what it hands over to its one target. */
final class Replica implements AutoCloseable, Follower {
    static final String SECRET = "a secret of enough bytes for anybody";

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Queue<String> relayed = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private final io.vertx.sqlclient.Pool pool;
    private final Journal journal;
    private volatile Door door;

    Replica(Database database, Door door) {
        this.door = door;
        Route all = new Route("all", Set.of("shop"), List.of(new TypePattern("*")), List.of("billing"));
        Routes routes = new Routes(List.of(all));
        journal = new Journal(
                vertx, database.options(), JournalSettings.DEFAULT, routes, this, InstantSource.system(), meters);
        await(journal.know(List.of("shop"), List.of("billing")));
        await(journal.start());
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(database.options())
                .using(vertx)
                .build();
    }

    /** The page was mended, and the replica started again. */
    void mended(Door better) {
        door = better;
    }

    Releases releases() {
        return new Releases(
                Pool.newInstance(pool),
                journal,
                source -> Optional.of(source).filter("shop"::equals).map(name -> door),
                new ReleaseMeters(meters));
    }

    /** A signed request through the door and into the journal. */
    Receipt.Committed post(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Request request = new Request("POST", null, new Sent(Map.of("X-Proof", hmac(bytes))), bytes, Instant.now());
        Outcome.Admitted admitted = (Outcome.Admitted) door.admit(request, request.received());
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        Envelope envelope = new Envelope(bytes.length, () -> door.kept(request));
        journal.append(new Arrival("shop", Origin.PUSH, admitted.items(), envelope), receipt::complete);
        return (Receipt.Committed) receipt.get(10, TimeUnit.SECONDS);
    }

    private record Sent(Map<String, String> all) implements Headers {
        @Override
        public List<String> all(String name) {
            return all.containsKey(name) ? List.of(all.get(name)) : List.of();
        }

        @Override
        public Iterable<Map.Entry<String, String>> entries() {
            return all.entrySet();
        }
    }

    private static String hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void handedOver(Lane lane, List<Message> messages) {
        messages.forEach(
                message -> relayed.add(new String(message.event().item().payload(), StandardCharsets.UTF_8)));
    }

    @Override
    public void taken(Lane lane) {}

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
        await(journal.stop());
        await(pool.close());
        await(vertx.close());
    }
}
