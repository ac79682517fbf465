package dev.holdfast.reconcile.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Authentication.Header;
import dev.holdfast.vendor.pull.Contract;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who renews a token, and who gets it. */
class TokensTest extends TokenScene {
    /** One that hears of the vendor's answers on a word. */
    private Replica hearsLate(Promise<Void> word) {
        return new Replica(http -> (call, limits) ->
                http.send(call, limits).compose(answer -> word.future().map(answer)));
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
        Promise<Void> wake = Promise.promise();
        Replica first = new Replica();
        Replica one = hearsLate(wake);
        Replica two = new Replica();
        first.handIn(vendor.connect());
        Header old = first.header();
        database.run("update token set renew = now() - interval '1 second'");
        Future<Optional<Header>> renewing = one.begin();
        awaitAsked(2);
        assertEquals(old, two.header(), "it still holds, so nobody waits");
        wake.complete();
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
    void anAppThatCannotSignIsToldWithoutItsKey() {
        Contract app = new Contract(
                "acme",
                URI.create("https://api.acme.example"),
                Map.of(),
                new Authentication.Signed("app-id", "private-key"),
                List.of(),
                Set.of());
        Map<String, Secret> keys = Map.of("app-id", Secret.of("7"), "private-key", Secret.of("canary"));
        Reconnect wrong = failure(Reconnect.class, new Replica().tokens.header("acme", app, keys));
        assertEquals("the credential private-key is no PEM of a private key", wrong.getMessage());
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
    void everyReplicaSeesThatAnAccountMustBeConnectedAndThatItIs() {
        Replica asks = new Replica();
        Replica idles = new Replica();
        failure(Reconnect.class, asks.begin());
        assertEquals(1, asks.reconnect());
        assertEquals(1, idles.glance());
        idles.handIn(vendor.connect());
        assertEquals(0, asks.glance());
        assertEquals(0, idles.glance());
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
    void whoDiesBetweenTheAnswerAndTheCommitLeavesTheOldRefreshTokenToTheNext() throws Exception {
        vendor.forgiving = true;
        Replica dying = new Replica(http -> (call, limits) -> http.send(call, limits)
                .compose(answer ->
                        Promise.<dev.holdfast.vendor.pull.Answer>promise().future()));
        dying.handIn(vendor.connect());
        dying.begin();
        awaitAsked(1);
        Replica next = new Replica();
        Future<Optional<Header>> waiting = next.begin();
        Thread.sleep(300);
        assertFalse(waiting.isComplete(), "the other has the lease");
        assertEquals(1, vendor.asked().size(), "the other has the lease");
        database.run("update token set lease_until = now()");
        assertTrue(await(waiting).isPresent());
        assertEquals(
                vendor.asked().get(0).get("refresh_token"),
                vendor.asked().get(1).get("refresh_token"));
    }

    @Test
    void whoWasOnlySlowStillBringsTheNewTokenEvenAfterTheOldOneWasFoundVoid() {
        Promise<Void> wake = Promise.promise();
        Replica slow = hearsLate(wake);
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
        Replica slow = hearsLate(wake);
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
        Promise<Void> wake = Promise.promise();
        Replica one = hearsLate(wake);
        one.handIn(vendor.connect());
        Future<Optional<Header>> header = one.begin();
        awaitAsked(1);
        database.run("alter table token rename to gone");
        wake.complete();
        Thread.sleep(900);
        assertFalse(header.isComplete(), "nobody uses what is not stored");
        database.run("alter table gone rename to token");
        assertEquals(await(header), await(new Replica().begin()));
        assertEquals(1, vendor.asked().size());
    }
}
