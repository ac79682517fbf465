package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Authentication.Client;
import dev.holdfast.vendor.pull.Authentication.Grant;
import dev.holdfast.vendor.pull.Authentication.OAuth2;
import dev.holdfast.vendor.pull.Contract;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Vendors that take more than one way to say who asks: what the source has decides. */
class PullWaysTest {
    private static Contract contract(String vendor, String list, Map<String, Object> params, String... credentials) {
        PullSource source = new PullSource("s", params, null, Set.of(list), Set.of(credentials));
        return Pull.open(Requests.PAGES.named(vendor, "vendor"), source);
    }

    private static String header(Contract contract, String... credentials) {
        Map<String, Secret> secrets =
                Arrays.stream(credentials).collect(Collectors.toMap(name -> name, name -> Secret.of("of " + name)));
        Authentication.Header header =
                contract.authentication().header(secrets, Secret.of("access")).orElseThrow();
        return header.name() + ": " + header.value().reveal();
    }

    private static OAuth2 oauth(Contract contract) {
        return (OAuth2) contract.authentication();
    }

    @Test
    void twilioTakesTheAccountsTokenOrAnApiKey() {
        Map<String, Object> params = Map.of("account-sid", "AC00000000000000000000000000000001");
        assertEquals(
                "Authorization: Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTpvZiBhdXRoLXRva2Vu",
                header(contract("twilio", "messages", params, "auth-token"), "auth-token"));
        assertEquals(
                "Authorization: Basic b2YgYXBpLWtleTpvZiBhcGkta2V5LXNlY3JldA==",
                header(
                        contract("twilio", "messages", params, "api-key", "api-key-secret"),
                        "api-key",
                        "api-key-secret"));
    }

    @Test
    void oktaTakesATokenOrAClientThatSigns() {
        Map<String, Object> params = Map.of("org", "acme.okta.com");
        assertEquals(
                "Authorization: SSWS of api-token", header(contract("okta", "logs", params, "api-token"), "api-token"));
        Contract client = contract("okta", "logs", params, "client-id", "private-key");
        assertEquals("Authorization: Bearer access", header(client));
        assertEquals(
                new OAuth2(
                        Grant.CLIENT_CREDENTIALS,
                        "https://acme.okta.com/oauth2/v1/token",
                        Client.PRIVATE_KEY_JWT,
                        "okta.logs.read",
                        "Bearer",
                        false),
                oauth(client));
        assertEquals(Set.of("client-id", "private-key"), client.credentials());
    }

    @Test
    void shopifyTakesATokenThatLastsOrOneThatIsAskedFor() {
        Map<String, Object> params = Map.of("shop", "acme.myshopify.com");
        assertEquals(
                "X-Shopify-Access-Token: of access-token",
                header(contract("shopify", "orders", params, "access-token"), "access-token"));
        Contract client = contract("shopify", "orders", params, "client-id", "client-secret");
        assertEquals("X-Shopify-Access-Token: access", header(client));
        assertEquals(Grant.CLIENT_CREDENTIALS, oauth(client).grant());
        assertEquals(
                "https://acme.myshopify.com/admin/oauth/access_token",
                oauth(client).tokenUrl());
    }

    @Test
    void anAppOfGithubsSignsItsOwnToken() {
        Contract app = contract("github", "app-deliveries", Map.of("hook-id", "7"), "app-id", "private-key");
        assertEquals(new Authentication.Signed("app-id", "private-key"), app.authentication());
        assertEquals("Authorization: Bearer access", header(app));
        assertEquals(Set.of("app-id", "private-key"), app.credentials());
    }
}
