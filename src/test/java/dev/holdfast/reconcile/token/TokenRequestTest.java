package dev.holdfast.reconcile.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Authentication.Client;
import dev.holdfast.vendor.pull.Authentication.Grant;
import dev.holdfast.vendor.pull.Authentication.OAuth2;
import dev.holdfast.vendor.pull.Call;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The forms, as RFC 6749 and RFC 7523 and the vendors' pages have them. */
class TokenRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final UUID ID = new UUID(1, 2);
    private static final KeyPair KEYS = keys();

    private final Map<String, Secret> credentials = new HashMap<>(Map.of(
            "client-id", Secret.of("an id"),
            "client-secret", Secret.of("s:e&c=r+t"),
            "account-id", Secret.of("acc"),
            "subject", Secret.of("user@acme.example"),
            "private-key", Secret.of(pem("PRIVATE KEY", KEYS.getPrivate().getEncoded()))));

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }

    private Call call(Grant grant, Client client) {
        OAuth2 oauth2 = new OAuth2(grant, "https://login.acme.example/token", client, "read all", "Bearer", false);
        return new TokenRequest(oauth2, credentials, Secret.of("r/1"), NOW, ID).call();
    }

    private static Map<String, String> form(Call call) {
        Map<String, String> form = new HashMap<>();
        for (String field : new String(call.body(), StandardCharsets.US_ASCII).split("&")) {
            String[] pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Test
    void clientCredentialsInTheForm() {
        Call call = call(Grant.CLIENT_CREDENTIALS, Client.BODY);
        assertEquals("POST", call.method());
        assertEquals("https://login.acme.example/token", call.uri().toString());
        assertEquals(
                "application/x-www-form-urlencoded",
                call.headers().get("Content-Type").reveal());
        assertEquals(
                Map.of(
                        "grant_type", "client_credentials",
                        "scope", "read all",
                        "client_id", "an id",
                        "client_secret", "s:e&c=r+t"),
                form(call));
        assertFalse(call.toString().contains("s:e"), call::toString);
    }

    @Test
    void aRefreshTokenWithAUserAndAPassword() {
        Call call = call(Grant.REFRESH_TOKEN, Client.BASIC);
        assertEquals(Map.of("grant_type", "refresh_token", "refresh_token", "r/1", "scope", "read all"), form(call));
        String basic = call.headers().get("Authorization").reveal().substring("Basic ".length());
        assertEquals(
                "an+id:s%3Ae%26c%3Dr%2Bt",
                new String(Base64.getDecoder().decode(basic), StandardCharsets.US_ASCII),
                "each half is encoded before the colon comes between");
    }

    @Test
    void accountCredentialsNameTheAccount() {
        assertEquals("acc", form(call(Grant.ACCOUNT_CREDENTIALS, Client.BODY)).get("account_id"));
    }

    @Test
    void aJwtBearerSaysWhoAndForWhomAndIsSigned() throws Exception {
        credentials.put("audience", Secret.of("https://login.salesforce.com"));
        Map<String, String> form = form(call(Grant.JWT_BEARER, Client.BODY));
        assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", form.get("grant_type"));
        assertFalse(form.containsKey("client_secret"));
        JsonObject claims = verified(form.getOrDefault("assertion", ""));
        assertEquals("an id", claims.getString("iss"));
        assertEquals("user@acme.example", claims.getString("sub"));
        assertEquals("https://login.salesforce.com", claims.getString("aud"));
        assertEquals(NOW.getEpochSecond() + 180, claims.getLong("exp"));
    }

    @Test
    void aClientThatSignsIsTheSubjectItself() throws Exception {
        Map<String, String> form = form(call(Grant.CLIENT_CREDENTIALS, Client.PRIVATE_KEY_JWT));
        assertEquals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form.get("client_assertion_type"));
        JsonObject claims = verified(form.getOrDefault("client_assertion", ""));
        assertEquals("an id", claims.getString("sub"));
        assertEquals("https://login.acme.example/token", claims.getString("aud"));
        assertEquals(ID.toString(), claims.getString("jti"));
    }

    @Test
    void anAppSignsWhoItIsForOneCall() throws Exception {
        Authentication.Signed app = new Authentication.Signed("client-id", "private-key");
        JsonObject claims = verified(Assertion.own(app, credentials, NOW).reveal());
        assertEquals("an id", claims.getString("iss"));
        assertEquals(NOW.getEpochSecond() - 60, claims.getLong("iat"));
        assertEquals(NOW.getEpochSecond() + 300, claims.getLong("exp"));
        credentials.remove("private-key");
        assertEquals(
                "no credential private-key",
                assertThrows(IllegalStateException.class, () -> Assertion.own(app, credentials, NOW))
                        .getMessage());
    }

    @Test
    void aKeyOfTheOlderFormSignsTheSame() throws Exception {
        byte[] pkcs8 = KEYS.getPrivate().getEncoded();
        // PKCS #8 of a key of this size is 26 bytes and then PKCS #1.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        credentials.put("private-key", Secret.of(pem("RSA PRIVATE KEY", pkcs1)));
        verified(form(call(Grant.JWT_BEARER, Client.BODY)).getOrDefault("assertion", ""));
    }

    @Test
    void aKeyThatIsNoneIsSaidWithoutShowingIt() {
        for (String wrong : new String[] {"canary", pem("PRIVATE KEY", "canary".getBytes(StandardCharsets.UTF_8))}) {
            credentials.put("private-key", Secret.of(wrong));
            IllegalStateException fault =
                    assertThrows(IllegalStateException.class, () -> call(Grant.JWT_BEARER, Client.BODY));
            assertTrue(fault.getMessage().startsWith("the credential private-key is no"), fault::getMessage);
        }
        credentials.remove("client-secret");
        assertEquals(
                "no credential client-secret",
                assertThrows(IllegalStateException.class, () -> call(Grant.CLIENT_CREDENTIALS, Client.BASIC))
                        .getMessage());
    }

    @Test
    void theOperatorsTokenUrlCountsBeforeThePages() {
        credentials.put("token-url", Secret.of("http://127.0.0.1:9999/oauth"));
        assertEquals(
                "http://127.0.0.1:9999/oauth",
                call(Grant.CLIENT_CREDENTIALS, Client.BODY).uri().toString());
    }

    private static JsonObject verified(String jwt) throws Exception {
        String[] parts = jwt.split("\\.");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
        assertEquals("RS256", new JsonObject(decoded(parts[0])).getString("alg"));
        return new JsonObject(decoded(parts[1]));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
