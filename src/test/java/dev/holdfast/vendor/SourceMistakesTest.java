package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.PAGES;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.secrets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that could let a stranger in does not start, and says everything that is wrong with it at once. */
class SourceMistakesTest {
    private static List<String> mistakes(Source source, String... secrets) {
        Misconfigured refused = assertThrows(
                Misconfigured.class, () -> Door.open(PAGES.named(source.vendor(), "vendor"), source, secrets(secrets)));
        return refused.mistakes().stream().map(Mistake::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "tiny0",
                "changeme",
                "whsec_…",
                "whsec_...",
                "null",
                "undefined",
                "test",
                "fifteen bytes !",
                "changeme-changeme-changeme",
                "your_webhook_secret_here",
                "<your signing secret>",
                "${STRIPE_WHSEC_VALUE}",
                "whsec_xxxxxxxxxxxxxxxxxxxxxxxx",
                "0000000000000000000000",
                "REPLACE_WITH_YOUR_SECRET"
            })
    void aSecretThatIsNoneIsRefusedWithoutBeingQuoted(String secret) {
        Misconfigured refused = assertThrows(Misconfigured.class, () -> door("stripe", secret));
        assertEquals(
                "holdfast.sources.src.secrets[0]", refused.mistakes().get(0).key());
        assertFalse(secret.length() > 4 && refused.getMessage().contains(secret));
    }

    @Test
    void aSourceWithoutSecretsIsRefused() {
        assertTrue(assertThrows(Misconfigured.class, () -> door("stripe"))
                .getMessage()
                .contains("secrets: is empty"));
    }

    @Test
    void fiveSecretsAreTooMany() {
        String good = "a secret of enough bytes";
        assertThrows(Misconfigured.class, () -> door("stripe", good, good + 1, good + 2, good + 3, good + 4));
    }

    @Test
    void everyMistakeIsTold() {
        Source source = new Source(
                "shop",
                "shopify",
                List.of(),
                Map.of("shop", "evil.example/../x", "shpo", "x"),
                List.of("v9"),
                null,
                1,
                null);
        assertEquals(
                List.of(
                        "holdfast.sources.shop.signatures: 'v9' is no alternative of Shopify; classic, events",
                        "holdfast.sources.shop.params.shop: 'evil.example/../x' does not fit; what matches "
                                + "[a-z0-9][a-z0-9-]*\\.myshopify\\.com",
                        "holdfast.sources.shop.params.shpo: is no parameter of Shopify; shop, known-by",
                        "holdfast.sources.shop.secrets[0]: is shorter than 16 bytes; the secret as the vendor shows it",
                        "holdfast.sources.shop.secrets[1]: is a placeholder; the secret as the vendor shows it"),
                mistakes(source, "short1", "changeme"));
    }

    @Test
    void whatOnlyThePullNeedsIsNotAskedForAtTheDoor() {
        assertEquals("github", door("github", "a secret of enough bytes").page());
    }

    @Test
    void aSignedUrlHasToBeKnown() {
        String page = """
                title: Signs its URL
                signature: { scheme: hmac, algorithm: sha256, value: header:X-Sig, encoding: hex, key: utf8, signed: "{url}{body}" }
                event: { id: body:/id, type: body:/type }
                """;
        Vendor vendor = Vendor.read("own", "own.yaml", page);
        Source source = new Source("s", "own", List.of(), Map.of(), List.of(), null, 1, null);
        Misconfigured refused =
                assertThrows(Misconfigured.class, () -> Door.open(vendor, source, secrets("a secret of enough bytes")));
        assertEquals(
                "holdfast.sources.s.public-url: is missing: Signs its URL signs it; the URL that the vendor was given",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https:/in", "https://a.example/in?x=1", "https://a.example/in#x", "https://u@a.example/in", "in"
            })
    void aUrlThatIsSignedIsPlain(String url) {
        Source source = new Source("s", "square", List.of(), Map.of(), List.of(), URI.create(url), 1, null);
        assertEquals(
                List.of(
                        "holdfast.sources.s.public-url: is no plain URL; scheme, host and path, as the vendor was given it"),
                mistakes(source, "a secret of enough bytes"));
    }

    @Test
    void fourSecretsAreNotTooMany() {
        String good = "a secret of enough bytes";
        assertEquals(
                "github", door("github", good, good + 1, good + 2, good + 3).page());
    }

    @Test
    void aVendorThatServesItsKeysHasNoSecret() {
        Source source = new Source(
                "s", "paypal", List.of(), Map.of("webhook-id", "1JE41234567890123"), List.of(), null, 1, null);
        assertEquals(
                List.of("holdfast.sources.s.secrets: is used by nothing: the vendor serves its keys; none"),
                mistakes(source, "a secret of enough bytes"));
    }

    @Test
    void anUnknownVendorGivesTheNearestNames() {
        Misconfigured refused =
                assertThrows(Misconfigured.class, () -> PAGES.named("strpe", "holdfast.sources.s.vendor"));
        assertTrue(refused.getMessage()
                .startsWith("holdfast.sources.s.vendor: no vendor is called 'strpe'; nearest are stripe"));
    }
}
