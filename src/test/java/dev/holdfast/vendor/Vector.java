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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One known answer: a request, the secret, the clock, and whether the request is the vendor's. */
record Vector(JsonNode json) {
    /** Vectors whose vendor signs no time have no clock; one at which their certificates are valid. */
    private static final Instant NO_CLOCK = Instant.parse("2026-12-01T00:00:00Z");

    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:MyTopic";
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
        return vendor().equals("generic") && scheme().startsWith("generic-hmac") && !json.has("alternative");
    }

    Vendor page() {
        if (isOfOwnPage()) {
            return VectorPages.generic(scheme(), headers());
        }
        Vendor page = Requests.PAGES.named(vendor(), "vendor");
        JsonNode seconds = json.path("tolerance_s");
        return seconds.isIntegralNumber() ? VectorPages.within(page, Duration.ofSeconds(seconds.asLong())) : page;
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
            case "generic bearer" -> List.of("bearer");
            case "generic http-basic" -> List.of("basic");
            default -> List.of();
        };
    }

    /** Without a clock the one of the message, where it has a time: SNS's were published long ago. */
    Instant now() {
        long now = json.path("now").asLong();
        if (now != 0) {
            return Instant.ofEpochSecond(now);
        }
        return vendor().equals("aws-sns") ? Instant.parse(inBody("Timestamp").orElse(NO_CLOCK.toString())) : NO_CLOCK;
    }

    private Optional<String> inBody(String field) {
        Matcher found =
                Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    String body() {
        return json.path("request").path("body").asText();
    }

    URI url() {
        return URI.create(json.path("request").path("url").asText());
    }

    /** The request; Salesforce's vectors know nothing of the token that we put into the URL. */
    Request request() {
        boolean tokenless = vendor().equals("salesforce") && alternatives().isEmpty();
        return new Request(
                json.path("request").path("method").asText(),
                tokenless ? "token=" + URL_TOKEN.replace(' ', '+') : url().getRawQuery(),
                Requests.headers(headers().toArray(String[]::new)),
                body().getBytes(StandardCharsets.UTF_8),
                now());
    }

    /** Names and values in turn; of a name with several values it is there several times. */
    List<String> headers() {
        List<String> headers = new ArrayList<>();
        json.path("request").path("headers").properties().forEach(header -> {
            List<JsonNode> values = new ArrayList<>();
            if (header.getValue().isArray()) {
                header.getValue().forEach(values::add);
            } else {
                values.add(header.getValue());
            }
            values.forEach(value -> {
                headers.add(header.getKey());
                headers.add(value.asText());
            });
        });
        return headers;
    }

    /** What it says of the ids of its items; empty when it says nothing. */
    List<String> deliveryIds() {
        List<String> ids = new ArrayList<>();
        json.path("delivery_ids").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** The header that a value means, which the source may name. */
    String header(Value value) {
        return new Settings("src", null, settings()).header(value.name());
    }

    private Map<String, List<String>> settings() {
        Map<String, List<String>> settings = new HashMap<>();
        page().page().params().forEach((name, param) -> {
            Object given = source().params().get(name);
            String usual = param instanceof Param.One one ? one.otherwise() : null;
            if (given instanceof String || usual != null) {
                settings.put(name, List.of(given instanceof String text ? text : usual));
            }
        });
        return settings;
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
            case "aws-sns" -> Map.of("topics", List.of(topic()));
            default -> named();
        };
        URI plain = URI.create(url().toString().replaceFirst("\\?.*", ""));
        return new Source("src", vendor(), List.of(), params, alternatives(), plain, 1 << 20, null);
    }

    /** The message's own topic, unless it is about one that nobody asked for. */
    private String topic() {
        boolean foreign = json.path("reason").asText().contains("topic");
        return foreign ? TOPIC : inBody("TopicArn").orElse(TOPIC);
    }

    /** What the scheme or the vector says of names that are the source's to give. */
    private Map<String, Object> named() {
        Map<String, Object> params = new HashMap<>();
        json.path("params")
                .properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        if (scheme().startsWith("header-equals:") && List.of("okta", "generic").contains(vendor())) {
            String header = scheme().substring("header-equals:".length());
            params.put(vendor().equals("okta") ? "header" : "key-header", header);
        }
        return params;
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
