package dev.holdfast.reconcile.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Contract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token URL that is away, slow, or answers what is no token. */
class TokenUrlFaultsTest extends TokenScene {
    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aTokenUrlThatIsAwayIsLeftAlone(int status) {
        Replica one = new Replica();
        one.handIn(vendor.connect());
        vendor.instead = new AuthorizationServer.Answering(status, Map.of("Retry-After", "20"), "");
        NoToken later = failure(NoToken.class, one.begin());
        assertTrue(later.after().toMillis() > 10_000 && later.after().toMillis() <= 20_000, later.after()::toString);
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
}
