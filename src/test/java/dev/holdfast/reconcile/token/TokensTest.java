package dev.holdfast.reconcile.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas on one database before a token URL whose refresh tokens can be used once. */
class TokensTest {
    private static final Secret MASTER =
            Secret.of(Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));

    private final Database database = Database.fresh();
    private final AuthorizationServer vendor = new AuthorizationServer();
    private final List<Replica> replicas = new ArrayList<>();

    private final Contract contract = contract(Authentication.Grant.REFRESH_TOKEN);
    private final Map<String, Secret> credentials = Map.of(
            "client-id", Secret.of("holdfast"),
            "client-secret", Secret.of("client-canary"),
            "token-url", Secret.of(vendor.url()));

    private static Contract contract(Authentication.Grant grant) {
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
        private static final long serialVersionUID = 1;

        @Override
        public double nextDouble() {
            return 1;
        }
    }

    /** A process as far as tokens care. */
    private final class Replica {
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

        double reconnect() {
            return registry.get("holdfast.token.reconnect").gauge().value();
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static <E extends Throwable> E failure(Class<E> type, Future<?> future) {
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

    @Test
    void manyCallsOfTwoReplicasRenewOnce() {
        vendor.delayMillis = 400;
        Replica one = new Replica();
        Replica two = new Replica();
        one.handIn(vendor.connect());
        List<Future<Optional<Header>>> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(one.begin());
            asked.add(two.begin());
        }
        Set<Header> headers = new HashSet<>();
        asked.forEach(future -> headers.add(await(future).orElseThrow()));
        assertEquals(1, headers.size());
        assertEquals(1, vendor.asked().size());
        assertEquals(headers.iterator().next(), two.header());
        assertEquals(Standing.State.FRESH, two.standing().state());
        assertEquals("ci", two.standing().handedInBy());
    }

    @Test
    void eachRenewalGivesTheRefreshTokenThatCameLast() {
        Replica one = new Replica();
        Replica two = new Replica();
        one.handIn(vendor.connect());
        Set<Header> headers = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            headers.add((i % 2 == 0 ? one : two).header());
            // As if its time had gone by.
            database.run("update token set renew = renew - interval '1 hour', expires = expires - interval '1 hour'");
        }
        assertEquals(4, headers.size());
        Set<String> given = new HashSet<>();
        vendor.asked().forEach(form -> given.add(form.get("refresh_token")));
        assertEquals(4, given.size(), "none is used twice");
    }

    @Test
    void aTokenInItsLastFifthServesTheOthersWhileOneRenewsIt() throws Exception {
        vendor.lifetime = "20";
        Replica one = new Replica();
        Replica two = new Replica();
        one.handIn(vendor.connect());
        Header old = one.header();
        database.run("update token set renew = now() - interval '1 second'");
        vendor.delayMillis = 700;
        Future<Optional<Header>> renewing = one.begin();
        awaitAsked(2);
        assertEquals(old, two.header(), "it still holds, so nobody waits");
        Header renewed = await(renewing).orElseThrow();
        assertNotEquals(old, renewed);
        assertEquals(renewed, two.header());
    }

    @Test
    void aRefusedTokenIsRenewedOnceForAll() {
        Replica one = new Replica();
        Replica two = new Replica();
        one.handIn(vendor.connect());
        Header old = one.header();
        vendor.delayMillis = 300;
        Future<Optional<Header>> first = one.tokens.refused("acme", contract, credentials, old);
        Future<Optional<Header>> second = two.tokens.refused("acme", contract, credentials, old);
        Header renewed = await(first).orElseThrow();
        assertNotEquals(old, renewed);
        assertEquals(renewed, await(second).orElseThrow());
        assertEquals(renewed, two.refused(old), "who comes late gets the new one");
        assertEquals(2, vendor.asked().size());
    }

    @Test
    void aKeyThatIsRefusedIsNothingToRenew() {
        Contract key = new Contract(
                "acme",
                URI.create("https://api.acme.example"),
                Map.of(),
                new Authentication.Key("Authorization", "Bearer ", "api-key"),
                List.of(),
                Set.of());
        Replica one = new Replica();
        Map<String, Secret> keys = Map.of("api-key", Secret.of("sk_canary"));
        Header header = await(one.tokens.header("acme", key, keys)).orElseThrow();
        assertEquals(new Header("Authorization", Secret.of("Bearer sk_canary")), header);
        failure(Reconnect.class, one.tokens.refused("acme", key, keys, header));
        Reconnect lacking = failure(Reconnect.class, one.tokens.header("acme", key, Map.of()));
        assertEquals("no credential api-key", lacking.getMessage());
    }

    @Test
    void aRevocationIsToldAndNotTriedAgainUntilSomebodyConnects() {
        Replica one = new Replica();
        Replica two = new Replica();
        one.handIn(vendor.connect());
        Header old = one.header();
        vendor.revoke();
        Reconnect told = failure(Reconnect.class, one.tokens.refused("acme", contract, credentials, old));
        assertEquals(
                "the token URL answered 400 invalid_grant: connect the account again and hand in its refresh token with"
                        + " PUT /admin/v1/sources/acme/credentials/refresh-token",
                told.getMessage());
        for (int i = 0; i < 5; i++) {
            failure(Reconnect.class, two.begin());
        }
        assertEquals(2, vendor.asked().size(), "the first, and the one that was refused");
        assertEquals(Standing.State.RECONNECT, two.standing().state());
        assertEquals(1, two.reconnect());
        two.handIn(vendor.connect());
        assertNotEquals(old, one.header());
        assertEquals(0, one.reconnect());
        assertEquals(Standing.State.FRESH, one.standing().state());
    }

    @Test
    void withoutARefreshTokenItSaysWhatToDoAndAsksNobody() {
        Replica one = new Replica();
        Reconnect told = failure(Reconnect.class, one.begin());
        assertTrue(told.getMessage().startsWith("there is no refresh token: connect"), told::getMessage);
        assertEquals(Standing.State.RECONNECT, new Replica().standing().state());
        assertEquals(0, vendor.asked().size());
        one.handIn(vendor.connect());
        one.header();
    }

    @Test
    void aConfiguredRefreshTokenBeginsAndAChangedOneBeginsAgain() {
        Replica one = new Replica();
        Map<String, Secret> configured = new java.util.HashMap<>(credentials);
        configured.put("refresh-token", Secret.of(vendor.connect()));
        Header first = await(one.tokens.header("acme", contract, configured)).orElseThrow();
        Header second =
                await(one.tokens.refused("acme", contract, configured, first)).orElseThrow();
        assertNotEquals(first, second, "with the one that came, not with the configured one");
        vendor.revoke();
        failure(Reconnect.class, one.tokens.refused("acme", contract, configured, second));
        failure(Reconnect.class, one.tokens.header("acme", contract, configured));
        assertEquals(3, vendor.asked().size());
        configured.put("refresh-token", Secret.of(vendor.connect()));
        assertTrue(await(one.tokens.header("acme", contract, configured)).isPresent());
    }

    @Test
    void whoDiesBetweenTheAnswerAndTheCommitLeavesTheOldRefreshTokenToTheNext() {
        vendor.forgiving = true;
        Replica dying = new Replica(http -> (call, limits) -> http.send(call, limits)
                .compose(answer ->
                        Promise.<dev.holdfast.vendor.pull.Answer>promise().future()));
        dying.handIn(vendor.connect());
        dying.begin();
        Replica next = new Replica();
        Future<Optional<Header>> waiting = next.begin();
        awaitAsked(1);
        assertFalse(waiting.isComplete(), "it has the lease");
        database.run("update token set lease_until = now()");
        assertTrue(await(waiting).isPresent());
        assertEquals(
                vendor.asked().get(0).get("refresh_token"),
                vendor.asked().get(1).get("refresh_token"));
    }

    @Test
    void whoWasOnlySlowStillBringsTheNewTokenEvenAfterTheOldOneWasFoundVoid() {
        Promise<Void> wake = Promise.promise();
        Replica slow = new Replica(http -> (call, limits) ->
                http.send(call, limits).compose(answer -> wake.future().map(answer)));
        slow.handIn(vendor.connect());
        Future<Optional<Header>> late = slow.begin();
        awaitAsked(1);
        database.run("update token set lease_until = now()");
        Replica next = new Replica();
        failure(Reconnect.class, next.begin());
        wake.complete();
        assertEquals(await(late), await(next.begin()));
        assertEquals(Standing.State.FRESH, next.standing().state());
        assertEquals(2, vendor.asked().size());
    }

    @Test
    void whatComesLateIsNotKeptOverWhatSomebodyHandedIn() {
        Promise<Void> wake = Promise.promise();
        Replica slow = new Replica(http -> (call, limits) ->
                http.send(call, limits).compose(answer -> wake.future().map(answer)));
        slow.handIn(vendor.connect());
        Future<Optional<Header>> late = slow.begin();
        awaitAsked(1);
        Replica other = new Replica();
        other.handIn(vendor.connect());
        Header handedIn = other.header();
        wake.complete();
        assertEquals(handedIn, await(late).orElseThrow());
    }

    @Test
    void aNewTokenWaitsForADatabaseThatIsAway() throws Exception {
        vendor.delayMillis = 300;
        Replica one = new Replica();
        one.handIn(vendor.connect());
        Future<Optional<Header>> header = one.begin();
        awaitAsked(1);
        database.run("alter table token rename to gone");
        Thread.sleep(900);
        assertFalse(header.isComplete(), "nobody uses what is not stored");
        database.run("alter table gone rename to token");
        assertEquals(await(header), await(new Replica().begin()));
        assertEquals(1, vendor.asked().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aTokenUrlThatIsAwayIsLeftAlone(int status) {
        Replica one = new Replica();
        one.handIn(vendor.connect());
        vendor.instead = new AuthorizationServer.Answering(status, Map.of("Retry-After", "2"), "");
        NoToken later = failure(NoToken.class, one.begin());
        assertTrue(later.after().toMillis() > 1_000 && later.after().toMillis() <= 2_000, later.after()::toString);
        failure(NoToken.class, new Replica().begin());
        assertEquals(1, vendor.asked().size());
        assertEquals(Standing.State.FAILING, one.standing().state());
        vendor.instead = null;
        database.run("update token set not_before = now()");
        one.header();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"canary\",\"expires_in\":-1}",
                "{\"access_token\":\"canary\",\"expires_in\":\"soon\"}",
                "{\"access_token\":\"canary\\r\\nX-Canary: 1\"}",
                "{\"access_token\":7}",
                "{\"access_token\":\"canary",
                "[\"canary\"]",
                ""
            })
    void anAnswerThatIsNoTokenIsAFailureAndNoLoop(String body) {
        Replica one = new Replica();
        one.handIn(vendor.connect());
        vendor.instead = new AuthorizationServer.Answering(200, Map.of(), body);
        NoToken later = failure(NoToken.class, one.begin());
        assertFalse(later.getMessage().contains("canary"), later::getMessage);
        assertEquals(1, database.number("select count(*) from token where not_before > since"), "it waits");
        database.run("update token set not_before = now() + interval '1 minute'");
        failure(NoToken.class, one.begin());
        assertEquals(1, vendor.asked().size());
    }

    @Test
    void aLifetimeBeyondReasonIsNone() {
        vendor.lifetime = 1e20;
        Replica one = new Replica();
        one.handIn(vendor.connect());
        one.header();
        assertNull(one.standing().expires());
    }

    @Test
    void aRedirectIsNotFollowed() {
        Replica one = new Replica();
        one.handIn(vendor.connect());
        vendor.instead = new AuthorizationServer.Answering(307, Map.of("Location", vendor.url()), "");
        Reconnect told = failure(Reconnect.class, one.begin());
        assertEquals("the token URL answered 307: its credentials have to be mended", told.getMessage());
        assertEquals(1, vendor.asked().size());
    }

    @Test
    void anAnswerThatDoesNotEndIsNotHeld() {
        Replica one = new Replica();
        one.handIn(vendor.connect());
        vendor.instead = new AuthorizationServer.Answering(200, Map.of(), "x".repeat(10 << 20));
        NoToken later = failure(NoToken.class, one.begin());
        assertTrue(later.getMessage().contains("longer than 65536 bytes"), later::getMessage);
    }

    @Test
    void aSlowTokenUrlIsNotWaitedForForEver() {
        Replica one = new Replica(http -> (call, limits) ->
                http.send(call, new VendorHttp.Limits(limits.largest(), Duration.ofMillis(300), limits.fresh())));
        one.handIn(vendor.connect());
        vendor.delayMillis = 5_000;
        NoToken later = failure(NoToken.class, one.begin());
        assertTrue(later.getMessage().contains("no answer in time"), later::getMessage);
    }

    @Test
    void aClientThatIsNotLetInIsAnOperatorsMatterAndTriedRarely() {
        Replica one = new Replica();
        Contract own = contract(Authentication.Grant.CLIENT_CREDENTIALS);
        vendor.instead = new AuthorizationServer.Answering(401, Map.of(), "{\"error\":\"invalid_client\"}");
        failure(Reconnect.class, one.tokens.header("acme", own, credentials));
        failure(Reconnect.class, one.tokens.header("acme", own, credentials));
        assertEquals(1, vendor.asked().size());
        vendor.instead = null;
        database.run("update token set not_before = now()");
        assertTrue(await(one.tokens.header("acme", own, credentials)).isPresent());
        assertEquals("client_credentials", vendor.asked().get(1).get("grant_type"));
    }

    @Test
    void aMasterKeyThatIsGoneCostsOneRenewalOrOneHandIn() {
        Replica one = new Replica();
        one.handIn(vendor.connect());
        one.header();
        database.run("update token set access = refresh");
        one.header();
        assertEquals(2, vendor.asked().size(), "what was sealed as something else does not open");
        database.run("update token set refresh = access, access = null");
        Reconnect told = failure(Reconnect.class, one.begin());
        assertTrue(told.getMessage().contains("master-keys"), told::getMessage);
    }

    @Test
    void aNewMasterKeySealsWhatTheOldOneHas() throws Exception {
        Replica old = new Replica();
        old.handIn(vendor.connect());
        Header header = old.header();
        Secret newer = Secret.of(Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));
        assertEquals(header, new Replica(http -> http, List.of(newer, MASTER)).header());
        Replica after = new Replica(http -> http, List.of(newer));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        byte[] before = Seal.of(List.of(MASTER), new SecureRandom()).seal(new byte[1], "any");
        String oldId = java.util.HexFormat.of().formatHex(before, 1, 9);
        String stillOld =
                "select count(*) from token where encode(substring(refresh from 2 for 8), 'hex') = '" + oldId + "'";
        while (database.number(stillOld) > 0 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertEquals(header, after.header());
        assertNotEquals(header, after.refused(header), "the refresh token, too");
    }

    @Test
    void withoutAMasterKeyNothingIsFetched() {
        Replica one = new Replica();
        Tokens without = new Tokens(
                one.vertx,
                one.pool,
                (call, limits) -> Future.failedFuture("not called"),
                null,
                InstantSource.system(),
                new Random(),
                new TokenMeters(new SimpleMeterRegistry()));
        Reconnect told = failure(Reconnect.class, without.header("acme", contract, credentials));
        assertEquals("holdfast.secret.master-keys is not configured: tokens could not be kept", told.getMessage());
    }

    @Test
    void nothingSecretIsPrintedOrStoredInTheClear() throws Exception {
        ConcurrentLinkedQueue<String> printed = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                printed.add(logged.getMessage() + " " + java.util.Arrays.toString(logged.getParameters()) + " "
                        + logged.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            Replica one = new Replica();
            one.handIn(vendor.connect());
            Header header = one.header();
            printed.add(header + " " + one.standing() + " " + contract + " " + credentials);
            vendor.revoke();
            printed.add(failure(Reconnect.class, one.tokens.refused("acme", contract, credentials, header))
                    .toString());
            database.run("update token set final = false, not_before = now(), since = null");
            vendor.instead = new AuthorizationServer.Answering(500, Map.of(), "canary");
            printed.add(failure(NoToken.class, one.begin()).toString());
        } finally {
            root.removeHandler(handler);
        }
        assertTrue(printed.stream().anyMatch(line -> line.contains("handed in")), "the log is seen");
        printed.forEach(line -> assertFalse(line.contains("canary"), line));
        assertEquals(
                0,
                database.number("select count(*) from token where position('canary'::bytea in access) > 0"
                        + " or position('canary'::bytea in refresh) > 0 or trouble like '%canary%'"));
        assertEquals(1, database.number("select count(*) from token where length(refresh) > 40"));
    }

    private void awaitAsked(int times) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (vendor.asked().size() < times && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(times, vendor.asked().size());
    }
}
