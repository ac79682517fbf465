package dev.holdfast.reconcile.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.journal.Database;
import dev.holdfast.ops.VendorCalls;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secret;
import dev.holdfast.target.NameLookup;
import dev.holdfast.target.TargetUrl;
import dev.holdfast.target.VendorClient;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Authentication.Header;
import dev.holdfast.vendor.pull.Contract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replicas on one database before a token URL whose refresh tokens can be used once. */
@Execution(ExecutionMode.CONCURRENT)
abstract class TokenScene {
    static final Secret MASTER = Secret.of(Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));

    final Database database = Database.fresh();
    final AuthorizationServer vendor = new AuthorizationServer();
    final List<Replica> replicas = new ArrayList<>();

    final Contract contract = contract(Authentication.Grant.REFRESH_TOKEN);
    final Map<String, Secret> credentials = Map.of(
            "client-id", Secret.of("holdfast"),
            "client-secret", Secret.of("client-canary"),
            "token-url", Secret.of(vendor.url()));

    static Contract contract(Authentication.Grant grant) {
        return new Contract(
                "acme",
                URI.create("https://api.acme.example"),
                Map.of(),
                new Authentication.OAuth2(
                        grant, "https://acme.example/token", Authentication.Client.BODY, null, "Bearer", true),
                List.of(),
                Set.of());
    }

    /** A backoff that lasts, so that no test is slower than it. */
    private static final class LongestJitter extends Random {
        static final long serialVersionUID = 1;

        @Override
        public double nextDouble() {
            return 1;
        }
    }

    /** A process as far as tokens care. */
    final class Replica {
        final Vertx vertx = Vertx.vertx();
        final Pool pool = PgBuilder.pool()
                .connectingTo(database.options())
                .with(new PoolOptions().setMaxSize(4))
                .using(vertx)
                .build();
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        final Tokens tokens;

        Replica() {
            this(http -> http);
        }

        Replica(UnaryOperator<VendorHttp> door) {
            this(door, List.of(MASTER));
        }

        Replica(UnaryOperator<VendorHttp> door, List<Secret> masters) {
            VendorClient client = new VendorClient(
                    vertx,
                    Map.of(),
                    List.of(TargetUrl.parse(vendor.url())),
                    socket -> false,
                    NameLookup.platform(vertx));
            InstantSource clock = InstantSource.system();
            tokens = new Tokens(
                    vertx,
                    pool,
                    door.apply(new VendorCalls(client, clock)),
                    Seal.of(masters, new SecureRandom()),
                    clock,
                    new LongestJitter(),
                    new TokenMeters(registry));
            replicas.add(this);
        }

        Future<Optional<Header>> begin() {
            return tokens.header("acme", contract, credentials);
        }

        Header header() {
            return await(begin()).orElseThrow();
        }

        Header refused(Header used) {
            return await(tokens.refused("acme", contract, credentials, used)).orElseThrow();
        }

        void handIn(String refresh) {
            await(tokens.handIn("acme", Secret.of(refresh), "ci"));
        }

        Standing standing() {
            return await(tokens.standing("acme"));
        }

        /** As it is seen without asking the vendor. */
        double glance() {
            await(tokens.measure(List.of("acme", "other")));
            return reconnect();
        }

        double reconnect() {
            return registry.get("holdfast.token.reconnect").gauge().value();
        }
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    static <E extends Throwable> E failure(Class<E> type, Future<?> future) {
        return assertInstanceOf(
                type,
                assertThrows(CompletionException.class, () -> await(future)).getCause());
    }

    @AfterEach
    void close() {
        replicas.forEach(replica -> {
            await(replica.pool.close());
            await(replica.vertx.close());
        });
        vendor.close();
    }

    final void awaitAsked(int times) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (vendor.asked().size() < times && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(times, vendor.asked().size());
    }
}
