package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each vendor's handshake gets, word for word; signed first where the page says that it must be. */
class HandshakeVectorsTest {
    private static final String SECRET = "a secret of the handshake's source";
    private static final String TIME = "1700000000";

    @TestFactory
    Stream<DynamicTest> eachGetsItsAnswer() {
        return VectorFile.withStrangers("handshakes").stream()
                // These two describe another vector's request: see whatAnAcceptedDeliveryGets.
                .filter(vector -> !vector.path("request").path("body").asText().startsWith("("))
                .map(vector -> dynamicTest(vector.path("id").asText(), () -> agrees(vector)));
    }

    /** {@code negative} says what is asked instead, and the status that it gets. */
    @TestFactory
    Stream<DynamicTest> theOppositeIsRefusedAsTheVectorSays() {
        return VectorFile.withStrangers("handshakes").stream()
                .filter(vector -> vector.has("negative"))
                .map(vector -> dynamicTest(vector.path("id").asText(), () -> agrees(negative(vector))));
    }

    private static JsonNode negative(JsonNode vector) {
        ObjectNode other = vector.deepCopy();
        ObjectNode request = (ObjectNode) other.path("request");
        JsonNode negative = other.remove("negative");
        negative.properties().stream()
                .filter(field -> !field.getKey().equals("status"))
                .forEach(field -> {
                    String pattern = "((?:^|[?&])(?:[a-z]+\\.)?" + field.getKey() + "=)[^&]*";
                    String url = request.path("url").asText();
                    String changed = url.replaceFirst(
                            pattern,
                            "$1" + Matcher.quoteReplacement(field.getValue().asText()));
                    assertNotEquals(url, changed, "nothing there to change: " + field);
                    request.put("url", changed);
                });
        other.set("response", JsonNodeFactory.instance.objectNode().set("status", negative.path("status")));
        return other;
    }

    @TestFactory
    Stream<DynamicTest> whatAnAcceptedDeliveryGets() {
        return VectorFile.withStrangers("handshakes").stream()
                .filter(vector -> vector.path("request").path("body").asText().startsWith("("))
                .map(vector -> dynamicTest(vector.path("id").asText(), () -> {
                    Vector good = VectorFile.vectors().stream()
                            .map(Vector::new)
                            .filter(one -> one.isValid()
                                    && one.vendor().equals(vector.path("vendor").asText()))
                            .findFirst()
                            .orElseThrow();
                    Outcome outcome = Vector.admitted(good.door(), good.request(), good.now(), good.served());
                    same(
                            vector,
                            assertInstanceOf(Outcome.Admitted.class, outcome).reply());
                }));
    }

    private static void agrees(JsonNode vector) throws GeneralSecurityException {
        JsonNode sent = vector.path("request");
        String vendor = vector.path("vendor").asText();
        String body = sent.path("body").asText();
        KeyPair discord = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String secret = vendor.equals("discord")
                ? raw(discord)
                : vector.has("secret") && !vendor.equals("meta")
                        ? vector.path("secret").asText()
                        : SECRET;
        List<String> headers = new ArrayList<>();
        sent.path("headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().asText());
        });
        headers.addAll(signed(vendor, secret, body, discord));
        String url = sent.path("url").asText("/in");
        Request request = new Request(
                sent.path("method").asText(),
                URI.create(url).getRawQuery(),
                Requests.headers(headers.toArray(String[]::new)),
                body.getBytes(StandardCharsets.UTF_8),
                Requests.NOW);
        Outcome outcome = door(vector, vendor, secret).admit(request, Requests.NOW);
        int status = vector.path("response").path("status").asInt();
        if (status >= 400) {
            assertEquals(
                    status, assertInstanceOf(Outcome.Refused.class, outcome).status());
        } else if (outcome instanceof Outcome.Offered offered) {
            same(vector, offered.reply());
        } else if (outcome instanceof Outcome.Admitted admitted) {
            assertTrue(admitted.items().isEmpty(), "nothing to store");
            same(vector, admitted.reply());
        } else {
            same(vector, assertInstanceOf(Outcome.Answered.class, outcome).reply());
        }
    }

    private static Door door(JsonNode vector, String vendor, String secret) {
        Map<String, Object> params = vendor.equals("cloudevents")
                ? Map.of(
                        "origins",
                        List.of(
                                vector.path("response").path("status").asInt() >= 400
                                        ? "somebody.else.example.com"
                                        : vector.path("request")
                                                .path("headers")
                                                .path("WebHook-Request-Origin")
                                                .asText()))
                : Map.of();
        Source source = new Source("src", vendor, List.of(), params, List.of(), null, 1 << 20, null);
        Map<String, Secret> credentials = vendor.equals("meta")
                ? Map.of("verify-token", Secret.of(vector.path("secret").asText()))
                : Map.of();
        List<Secret> secrets = vendor.equals("asana") ? List.of() : Requests.secrets(secret);
        return Door.openForVectors(
                Requests.PAGES.named(vendor, "vendor"), source, secrets, credentials, Roots.HOST_VOUCHES);
    }

    /** The vectors leave out how a signed handshake is signed. */
    private static List<String> signed(String vendor, String secret, String body, KeyPair discord)
            throws GeneralSecurityException {
        String text = "v0:" + TIME + ":" + body;
        return switch (vendor) {
            case "slack" ->
                List.of("X-Slack-Request-Timestamp", TIME, "X-Slack-Signature", "v0=" + Requests.hmacHex(secret, text));
            case "zoom" ->
                List.of("x-zm-request-timestamp", TIME, "x-zm-signature", "v0=" + Requests.hmacHex(secret, text));
            case "okta" -> List.of("Authorization", secret);
            case "discord" ->
                List.of("X-Signature-Timestamp", TIME, "X-Signature-Ed25519", ed25519(discord, TIME + body));
            default -> List.of();
        };
    }

    private static String ed25519(KeyPair pair, String text) throws GeneralSecurityException {
        java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(signer.sign());
    }

    private static String raw(KeyPair pair) {
        byte[] spki = pair.getPublic().getEncoded();
        return HexFormat.of().formatHex(spki, spki.length - 32, spki.length);
    }

    private static void same(JsonNode vector, Reply reply) {
        JsonNode wanted = vector.path("response");
        assertEquals(wanted.path("status").asInt(), reply.status());
        assertEquals(
                wanted.path("body").asText().replaceAll(">\\s+<", "><"),
                new String(reply.body(), StandardCharsets.UTF_8).replaceAll(">\\s+<", "><"));
        wanted.path("headers").properties().forEach(header -> {
            if (header.getKey().equals("Content-Type")) {
                assertEquals(header.getValue().asText(), reply.contentType());
            } else {
                // How many requests a sender may make is ours to say.
                boolean ours = header.getKey().equals("WebHook-Allowed-Rate");
                assertTrue(reply.headers().containsKey(header.getKey()), header::toString);
                assertTrue(ours
                        || reply.headers()
                                .get(header.getKey())
                                .equals(header.getValue().asText()));
            }
        });
    }
}
