package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever strangers and vendors' servers write: the readers of URLs, tokens and keys take it or leave it. */
class FetchedKeysProperties {
    private static final List<String> HOSTS = List.of("api.example.com", "sns.*.example.com");
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> piece = Arbitraries.of(
                "https://",
                "http://",
                "//",
                "/",
                "\\",
                "@",
                ":",
                ":443",
                "?",
                "#",
                "%2e",
                "..",
                ".",
                "*",
                " ",
                "\n",
                "[::1]",
                "api.example.com",
                "API.example.com",
                "sns.eu-1.example.com",
                "sns.",
                "evil.example",
                "a",
                "\u0131",
                "\u3002");
        return piece.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("", list));
    }

    @Property
    void aUrlThatIsTakenIsOfAPinnedHostToEveryReader(@ForAll("urls") String text) {
        URI url = PinnedUrl.parse(text, HOSTS);
        if (url != null) {
            assertTrue(text.startsWith("https://"), text);
            String host = text.substring(8).replaceFirst("[/?#].*$", "");
            assertTrue(host.equals("api.example.com") || host.matches("sns\\.[a-z0-9-]+\\.example\\.com"), text);
            assertEquals(host, url.getHost());
            assertEquals(-1, url.getPort());
            assertNull(url.getUserInfo());
        }
    }

    @Property
    void aPathUnderAPinnedHostIsTaken(@ForAll @IntRange(min = 0, max = 1_000_000) int n) {
        assertNotNull(PinnedUrl.parse("https://api.example.com/certs/CERT-" + n, HOSTS));
        assertNull(PinnedUrl.parse("https://api" + n + ".example.com/certs", HOSTS));
    }

    @Property
    void noTextBreaksTheReaderOfTokens(@ForAll @StringLength(max = 400) String text) {
        JwsToken token = JwsToken.parse(text);
        assertTrue(token == null || text.chars().filter(c -> c == '.').count() == 2);
    }

    @Property
    void aTokenTurnedByOneCharacterIsNotTaken(@ForAll @IntRange(max = 10_000) int at, @ForAll char other) {
        Vector plaid = plaid();
        String header = plaid.json()
                .path("request")
                .path("headers")
                .path("Plaid-Verification")
                .asText();
        int place = at % header.length();
        if (header.charAt(place) == other) {
            return;
        }
        String turned = header.substring(0, place) + other + header.substring(place + 1);
        Outcome outcome =
                Vector.admitted(plaid.door(), Strangers.withSignature(plaid, turned), plaid.now(), plaid.served());
        assertFalse(outcome instanceof Outcome.Admitted, turned);
        assertNotEquals(new Outcome.Refused(Cause.VERIFIER_FAILED), outcome);
    }

    @Property
    void noAnswerBreaksTheReadersOfKeys(@ForAll @Size(max = 600) byte[] answer) {
        KeyCache cache = new KeyCache();
        for (FetchedReading reading : List.of(
                new JwkReading(Pointer.SELF, "kid"), new CertificateReading("*.example.com", Roots.HOST_VOUCHES))) {
            KeyRequest request = new KeyRequest("n", URI.create("https://api.example.com"), new byte[0], reading);
            assertFalse(cache.keep(request, answer, NOW));
            assertNull(cache.find(request, NOW));
        }
    }

    @Property(tries = 200)
    void aServedCertificateCutOrTurnedIsNotKept(@ForAll @IntRange(max = 100_000) int at, @ForAll byte other) {
        Vector paypal = vector("paypal-own-cert-valid");
        byte[] served = paypal.served().clone();
        int from = "-----BEGIN CERTIFICATE-----\n".length();
        int place = from + at % (served.length - 2 * from);
        Door door = paypal.door();
        KeyRequest request = assertInstanceOf(Outcome.Wanting.class, door.admit(paypal.request(), paypal.now()))
                .request();
        byte[] cut = java.util.Arrays.copyOf(served, place);
        assertFalse(door.keep(request, cut, NOW));
        served[place] = other;
        boolean kept = door.keep(request, served, NOW);
        // A line end more or less, or a letter that Base64 reads alike: the certificate is the same, or none.
        assertEquals(kept, door.admit(paypal.request(), paypal.now()) instanceof Outcome.Admitted);
    }

    @Property
    void noMessageBreaksSns(@ForAll("fields") String value, @ForAll @IntRange(max = 8) int field) {
        Vector sns = vector("sns-v2-notification-valid");
        List<String> names = List.of(
                "Type",
                "MessageId",
                "TopicArn",
                "Subject",
                "Message",
                "Timestamp",
                "SignatureVersion",
                "SigningCertURL",
                "Signature");
        String body = sns.body()
                .replaceFirst(
                        "(\"" + names.get(field) + "\":)\"[^\"]*\"",
                        "$1" + java.util.regex.Matcher.quoteReplacement(value));
        if (body.equals(sns.body())) {
            return;
        }
        Request request =
                new Request("POST", null, sns.request().headers(), body.getBytes(StandardCharsets.UTF_8), sns.now());
        Outcome outcome = Vector.admitted(sns.door(), request, sns.now(), sns.served());
        assertFalse(outcome instanceof Outcome.Admitted, body);
        assertNotEquals(new Outcome.Refused(Cause.VERIFIER_FAILED), outcome);
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.oneOf(
                Arbitraries.of("null", "1", "{}", "[]", "\"\"", "\"\\n\"", "\"a\\nMessageId\\nb\"", "true"),
                Arbitraries.strings().alpha().numeric().ofMaxLength(40).map(text -> "\"" + text + "\""));
    }

    private static Vector plaid() {
        return vector("plaid-jwt-valid");
    }

    private static Vector vector(String id) {
        return VectorFile.vectors().stream()
                .map(Vector::new)
                .filter(vector -> vector.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
