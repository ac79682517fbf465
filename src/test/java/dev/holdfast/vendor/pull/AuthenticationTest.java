package dev.holdfast.vendor.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a call says who asks, and that a credential that is missing is told by its name. */
class AuthenticationTest {
    private static final Map<String, Secret> CREDENTIALS =
            Map.of("key", Secret.of("k"), "user", Secret.of("u"), "password", Secret.of("p"));

    private static String header(Authentication authentication) {
        return authentication
                .header(CREDENTIALS, Secret.of("t"))
                .map(header -> header.name() + ": " + header.value().reveal())
                .orElse("none");
    }

    @Test
    void everyWayHasItsHeaderAndItsCredentials() {
        Authentication none = new Authentication.None();
        assertEquals("none", header(none));
        assertEquals(Set.of(), none.credentials());
        Authentication key = new Authentication.Key("X-Key", "Key ", "key");
        assertEquals("X-Key: Key k", header(key));
        assertEquals(Set.of("key"), key.credentials());
        Authentication both = new Authentication.Basic("", "user", "password");
        assertEquals("Authorization: Basic dTpw", header(both));
        assertEquals(Set.of("user", "password"), both.credentials());
        Authentication fixed = new Authentication.Basic("api", null, null);
        assertEquals("Authorization: Basic YXBpOg==", header(fixed));
        assertEquals(Set.of(), fixed.credentials());
        Authentication token = new Authentication.OAuth2(
                Authentication.Grant.ACCOUNT_CREDENTIALS,
                "https://a",
                Authentication.Client.BODY,
                null,
                "Token",
                false);
        assertEquals("Authorization: Token t", header(token));
        assertEquals(Set.of("client-id", "client-secret", "account-id"), token.credentials());
        Authentication named = new Authentication.OAuth2(
                Authentication.Grant.CLIENT_CREDENTIALS,
                "https://a",
                Authentication.Client.PRIVATE_KEY_JWT,
                null,
                "",
                false,
                "X-Token");
        assertEquals("X-Token: t", header(named));
        assertEquals(Set.of("client-id", "private-key"), named.credentials());
        Authentication signed = new Authentication.Signed("app", "key");
        assertEquals("Authorization: Bearer t", header(signed));
        assertEquals(Set.of("app", "key"), signed.credentials());
    }

    @Test
    void whatIsMissingIsTold() {
        Authentication key = new Authentication.Key("X-Key", "", "other");
        assertEquals(
                "no credential other",
                assertThrows(IllegalStateException.class, () -> header(key)).getMessage());
        Authentication token = new Authentication.OAuth2(
                Authentication.Grant.JWT_BEARER, "https://a", Authentication.Client.BODY, null, "Bearer", false);
        assertEquals(
                "no access token",
                assertThrows(IllegalStateException.class, () -> token.header(CREDENTIALS, null))
                        .getMessage());
    }

    @Test
    void aCallIsWrittenWithoutWhatIsSecret() {
        Call call = new Call("GET", URI.create("https://a.example:8443/b?c=d"), Map.of(), new byte[0], 2)
                .with(new Authentication.Header("X-Key", Secret.of("k")));
        assertEquals("GET https://a.example:8443/b", call.toString());
        assertEquals(Map.of("X-Key", Secret.of("k")), call.headers());
        assertEquals(2, call.cost());
    }

    @Test
    void aCallForALinkNeverSaysWhoAsks() {
        Call bare = Call.bare(URI.create("https://files.example/f?sig=s"));
        Call with = bare.with(new Authentication.Header("X-Key", Secret.of("k")));
        assertEquals(bare, with);
        assertEquals(Map.of(), with.headers());
        assertTrue(with.bare());
    }

    @Test
    void aHeaderOfAnAnswerIsItsFirstWhateverItsCase() {
        Answer answer = new Answer(200, Map.of("X-A", List.of("1", "2"), "X-B", List.of()), new byte[0], Instant.EPOCH);
        assertEquals("1", answer.header("x-a"));
        assertEquals(null, answer.header("x-b"));
        assertEquals(null, answer.header("x-c"));
    }

    @Test
    void aListThatThePageDoesNotHaveIsToldByName() {
        Contract contract = new Contract(
                "v", URI.create("https://a"), Map.of(), new Authentication.None(), List.of(), Set.of("key"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> contract.walk("events"))
                .getMessage()
                .contains("v has no list events"));
        assertEquals(Set.of("key"), contract.credentials());
        Walk walk = new Walk(new Script(Script.terms(Terms.Order.UNORDERED, new Terms.OnePage())));
        Contract one = new Contract(
                "v", URI.create("https://a"), Map.of("list", walk), new Authentication.None(), List.of(), Set.of());
        assertSame(walk, one.walk("list"));
    }
}
