package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One known answer: a request, the secret, the clock, and whether the request is the vendor's. */
record Vector(JsonNode json) {
    /** Vectors whose vendor signs no time have no clock; one at which their certificates are valid. */
    private static final Instant NO_CLOCK = Instant.parse("2026-12-01T00:00:00Z");

    private static final String URL_TOKEN = "the token in the URL of ours";

    String id() {
        return json.path("id").asText();
    }

    String vendor() {
        return json.path("vendor").asText();
    }

    boolean isValid() {
        return json.path("expect").asText().equals("valid");
    }

    String secret() {
        return json.path("secret").asText();
    }

    String scheme() {
        return json.path("scheme").asText();
    }

    /** Whether it is about a form of the generic page that only its scheme describes. */
    boolean isOfOwnPage() {
        return vendor().equals("generic") && scheme().startsWith("generic-hmac:") && !json.has("alternative");
    }

    Vendor page() {
        if (!isOfOwnPage()) {
            return Requests.PAGES.named(vendor(), "vendor");
        }
        String[] words = scheme().split(":");
        String encoding = words[3];
        return Vendor.read("own", "own.yaml", """
                title: Own
                signature: { scheme: hmac, algorithm: %s, value: "header:%s", encoding: %s, signed: "{body}", key: utf8 }
                event: { id: "{body|sha256-hex}", type: text:event }
                """.formatted(words[2], words[1], encoding));
    }

    /** The alternatives that a source must name; none for those that are on by themselves. */
    List<String> alternatives() {
        if (json.has("alternative")) {
            return List.of(json.path("alternative").asText());
        }
        return switch (vendor() + " " + scheme()) {
            case "hubspot hubspot-v1" -> List.of("v1");
            case "hubspot hubspot-v2" -> List.of("v2");
            case "gitlab header-equals:X-Gitlab-Token" -> List.of("token");
            case "generic header-equals:X-Api-Key" -> List.of("api-key");
            case "generic bearer" -> List.of("bearer");
            case "generic http-basic" -> List.of("basic");
            default -> List.of();
        };
    }

    Instant now() {
        if (vendor().equals("aws-sns")) {
            return Instant.parse(body().replaceFirst("(?s).*\"Timestamp\"\\s*:\\s*\"([^\"]*)\".*", "$1"));
        }
        long now = json.path("now").asLong();
        return now == 0 ? NO_CLOCK : Instant.ofEpochSecond(now);
    }

    String body() {
        return json.path("request").path("body").asText();
    }

    URI url() {
        return URI.create(json.path("request").path("url").asText());
    }

    /** The request; Salesforce's vectors know nothing of the token that we put into the URL. */
    Request request() {
        List<String> headers = new ArrayList<>();
        json.path("request").path("headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().asText());
        });
        return new Request(
                json.path("request").path("method").asText(),
                vendor().equals("salesforce") ? "token=" + URL_TOKEN.replace(' ', '+') : url().getRawQuery(),
                Requests.headers(headers.toArray(String[]::new)),
                body().getBytes(StandardCharsets.UTF_8),
                now());
    }

    /** Whether a secret of the source proves it, and no key that the vendor serves. */
    boolean hasSecret() {
        return !Fetching.isFetched(proof());
    }

    /** The alternative that it is a good example of. */
    Signature proof() {
        List<Signature> all = page().page().signatures();
        Outcome outcome = admitted(door(), request(), now(), served());
        String name = outcome instanceof Outcome.Admitted admitted
                ? admitted.alternative()
                : all.get(0).terms().name();
        return all.stream()
                .filter(signature -> signature.terms().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The time that is signed; null when there is none. */
    Signature.@Nullable Stamp stamp() {
        Signature proof = proof();
        if (proof instanceof Signature.Hmac hmac) {
            return hmac.proof().stamp();
        }
        if (proof instanceof Signature.PublicKey publicKey) {
            return publicKey.proof().stamp();
        }
        return proof instanceof Signature.Jws jws
                ? jws.stamp()
                : proof instanceof Signature.Sns sns ? sns.stamp() : null;
    }

    /** The door of a source with the vector's secret, and with others before it. */
    Door door(String... before) {
        List<Secret> secrets = new ArrayList<>(Requests.secrets(before));
        if (!List.of("aws-sns", "paypal", "plaid").contains(vendor())) {
            secrets.add(Secret.of(vendor().equals("salesforce") ? URL_TOKEN : secret()));
        }
        return Door.openForVectors(page(), source(), secrets, credentials(), roots());
    }

    /** The door of a source with another secret. */
    Door doorOf(String other) {
        return new Vector(((ObjectNode) json).deepCopy().put("secret", vendor().equals("plaid") ? secret() : other))
                .door();
    }

    Source source() {
        Map<String, Object> params = switch (vendor()) {
            case "salesforce" -> Map.of("org-id", secret());
            case "zoho-crm" -> Map.of("org", "50000123");
            case "paypal" -> Map.of("webhook-id", secret());
            case "aws-sns" -> Map.of("topics", List.of("arn:aws:sns:us-west-2:123456789012:MyTopic"));
            default -> Map.of();
        };
        URI plain = URI.create(url().toString().replaceFirst("\\?.*", ""));
        return new Source("src", vendor(), List.of(), params, alternatives(), plain, 1 << 20, null);
    }

    /** What the vendor would serve: the certificate or the key that the vector brings. */
    byte[] served() {
        return vendor().equals("plaid")
                ? ("{\"key\":" + secret() + ",\"request_id\":\"r\"}").getBytes(StandardCharsets.UTF_8)
                : json.path("cert_pem").asText().getBytes(StandardCharsets.UTF_8);
    }

    /** Admits the request, and once more with what the vendor serves when the door wants it. */
    static Outcome admitted(Door door, Request request, Instant now, byte[] served) {
        Outcome outcome = door.admit(request, now);
        if (outcome instanceof Outcome.Wanting wanting) {
            // The certificates of the vectors are younger than some of the requests.
            door.keep(wanting.request(), served, now.isAfter(NO_CLOCK) ? now : NO_CLOCK);
            return door.admit(request, now);
        }
        return outcome;
    }

    private Map<String, Secret> credentials() {
        return vendor().equals("plaid")
                ? Map.of("client-id", Secret.of("a client of the fixture"), "secret", Secret.of("its secret"))
                : Map.of();
    }

    /** The certificates of the vectors are their own issuers. */
    private Roots roots() {
        if (!json.has("cert_pem")) {
            return Roots.HOST_VOUCHES;
        }
        try (InputStream pem = new ByteArrayInputStream(served())) {
            return Roots.of(List.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
