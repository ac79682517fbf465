package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Who asks, and for which version: the headers of every call to a vendor, as its documentation has them and not as our pages do. */
final class PullHeaders {
    private static final String TOKEN = "access";

    private static final Map<String, Map<String, String>> ALL = Map.ofEntries(
            Map.entry("stripe", Map.of("Authorization", "Bearer secret-of-api-key", "Stripe-Account", "acct_1")),
            Map.entry("salesforce", Map.of("Authorization", "Bearer " + TOKEN)),
            Map.entry("hubspot", Map.of("Authorization", "Bearer secret-of-access-token")),
            Map.entry("slack", Map.of("Authorization", "Bearer secret-of-bot-token")),
            Map.entry("shopify", Map.of("X-Shopify-Access-Token", "secret-of-access-token")),
            Map.entry("pipedrive", Map.of("x-api-token", "secret-of-api-token")),
            Map.entry("zoho-crm", Map.of("Authorization", "Zoho-oauthtoken " + TOKEN)),
            Map.entry("apideck", Map.of("Authorization", "Bearer secret-of-api-key", "x-apideck-app-id", "app-1")),
            Map.entry(
                    "merge",
                    Map.of("Authorization", "Bearer secret-of-api-key", "X-Account-Token", "secret-of-account-token")),
            Map.entry("codat", Map.of("Authorization", "Basic secret-of-api-key-base64")),
            Map.entry(
                    "finch",
                    Map.of("Authorization", "Bearer secret-of-access-token", "Finch-API-Version", "2020-09-17")),
            Map.entry(
                    "github",
                    Map.of(
                            "Authorization",
                            "Bearer secret-of-token",
                            "X-GitHub-Api-Version",
                            "2022-11-28",
                            "Accept",
                            "application/vnd.github+json")),
            Map.entry("gitlab", Map.of("PRIVATE-TOKEN", "secret-of-token")),
            Map.entry("svix", Map.of("Authorization", "Bearer secret-of-token")),
            Map.entry("paypal", Map.of("Authorization", "Bearer " + TOKEN)),
            Map.entry(
                    "square", Map.of("Authorization", "Bearer secret-of-access-token", "Square-Version", "2025-08-20")),
            Map.entry("paddle", Map.of("Authorization", "Bearer secret-of-api-key", "Paddle-Version", "1")),
            Map.entry(
                    "twilio",
                    Map.of("Authorization", basic("AC00000000000000000000000000000001", "secret-of-auth-token"))),
            Map.entry("okta", Map.of("Authorization", "SSWS secret-of-api-token")),
            Map.entry("mailgun", Map.of("Authorization", basic("api", "secret-of-api-key"))),
            Map.entry("intercom", Map.of("Authorization", "Bearer secret-of-token", "Intercom-Version", "2.16")),
            Map.entry("zendesk", Map.of("Authorization", basic("a@acme.example/token", "secret-of-token"))),
            Map.entry("linear", Map.of("Authorization", "secret-of-api-key")),
            Map.entry(
                    "xero",
                    Map.of(
                            "Authorization",
                            "Bearer " + TOKEN,
                            "xero-tenant-id",
                            "e1eede29-f875-4a5d-8470-17f6a29a88b1",
                            "Accept",
                            "application/json")),
            Map.entry("quickbooks", Map.of("Authorization", "Bearer " + TOKEN, "Accept", "application/json")),
            Map.entry("plaid", Map.of()));

    private static final Map<String, Map<String, String>> OF_A_LIST = Map.of(
            "github app-deliveries", Map.of("Authorization", "Bearer " + TOKEN),
            "hubspot journal", Map.of("Authorization", "Bearer " + TOKEN));

    private PullHeaders() {}

    /** All of them but those that say what is asked; where a list is asked for in another way than its page, that. */
    static Map<String, String> of(PullFixture fixture) {
        Map<String, String> headers = new HashMap<>(ALL.get(fixture.page()));
        headers.putAll(OF_A_LIST.getOrDefault(fixture.page() + " " + fixture.list(), Map.of()));
        return headers;
    }

    private static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
