package dev.holdfast.reconcile.token;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication.Client;
import dev.holdfast.vendor.pull.Authentication.Grant;
import dev.holdfast.vendor.pull.Authentication.OAuth2;
import dev.holdfast.vendor.pull.Call;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The request for an access token: a form, as RFC 6749 and RFC 7523 have it.
 *
 * @param refresh what is given for it, for {@link Grant#REFRESH_TOKEN}; null for the others
 * @param now for what is signed
 * @param id of what is signed: nobody else's
 */
record TokenRequest(
        OAuth2 oauth2,
        Map<String, Secret> credentials,
        @Nullable Secret refresh,
        Instant now,
        UUID id) {
    /** Of an assertion. Salesforce allows five minutes, and clocks differ. */
    private static final int LIFE_SECONDS = 180;

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** @throws IllegalStateException when a credential is missing or no key; the message names it and shows nothing */
    Call call() {
        Map<String, Secret> headers = new LinkedHashMap<>();
        headers.put("Content-Type", Secret.of("application/x-www-form-urlencoded"));
        headers.put("Accept", Secret.of("application/json"));
        if (oauth2.client() == Client.BASIC) {
            String pair = encoded(credential("client-id")) + ":" + encoded(credential("client-secret"));
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
            headers.put("Authorization", Secret.of("Basic " + basic));
        }
        return new Call("POST", url(), headers, body().getBytes(StandardCharsets.US_ASCII), 1);
    }

    private URI url() {
        Secret configured = credentials.get("token-url");
        try {
            return URI.create(configured == null ? oauth2.tokenUrl() : configured.reveal());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the token URL is no URL");
        }
    }

    private String body() {
        Map<String, Secret> form = new LinkedHashMap<>(grant());
        if (oauth2.scope() != null) {
            form.put("scope", Secret.of(oauth2.scope()));
        }
        form.putAll(client());
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Map<String, Secret> grant() {
        return switch (oauth2.grant()) {
            case CLIENT_CREDENTIALS -> Map.of("grant_type", Secret.of("client_credentials"));
            case REFRESH_TOKEN ->
                Map.of("grant_type", Secret.of("refresh_token"), "refresh_token", there(refresh, "refresh-token"));
            case ACCOUNT_CREDENTIALS ->
                Map.of("grant_type", Secret.of("account_credentials"), "account_id", credential("account-id"));
            case JWT_BEARER ->
                Map.of(
                        "grant_type",
                        Secret.of("urn:ietf:params:oauth:grant-type:jwt-bearer"),
                        "assertion",
                        signed(credential("subject").reveal(), audience()));
        };
    }

    /** Nothing where the grant itself is signed by the client. */
    private Map<String, Secret> client() {
        if (oauth2.client() == Client.PRIVATE_KEY_JWT) {
            Secret assertion = signed(credential("client-id").reveal(), url().toString());
            return Map.of("client_assertion_type", Secret.of(ASSERTION_TYPE), "client_assertion", assertion);
        }
        return oauth2.client() == Client.BASIC || oauth2.grant() == Grant.JWT_BEARER
                ? Map.of()
                : Map.of("client_id", credential("client-id"), "client_secret", credential("client-secret"));
    }

    private Secret signed(String subject, String audience) {
        JsonObject claims = new JsonObject()
                .put("iss", credential("client-id").reveal())
                .put("sub", subject)
                .put("aud", audience)
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + LIFE_SECONDS)
                .put("jti", id.toString());
        Secret keyId = credentials.get("key-id");
        return Assertion.sign(claims, credential("private-key"), keyId == null ? null : keyId.reveal());
    }

    /** Whom a grant is for: the authorization server, by its origin unless it has another name for itself. */
    private String audience() {
        Secret configured = credentials.get("audience");
        URI url = url();
        return configured == null ? url.getScheme() + "://" + url.getRawAuthority() : configured.reveal();
    }

    private Secret credential(String name) {
        return there(credentials.get(name), name);
    }

    private static Secret there(@Nullable Secret secret, String name) {
        if (secret == null) {
            throw new IllegalStateException("no credential " + name);
        }
        return secret;
    }

    private static String encoded(Secret secret) {
        return URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8);
    }
}
