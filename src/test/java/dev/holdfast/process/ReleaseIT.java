package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A vendor's page is mended, the service is started again, and what lay in quarantine is released, while the service is
 * killed again and again. The vendor gives its events no id at all: no key would notice a second release.
 */
class ReleaseIT {
    private static final String SECRET = "a-secret-of-acme-with-enough-bytes";
    private static final String PAGE = """
            title: Acme
            signature:
              { scheme: hmac, algorithm: sha256, value: header:X-Acme-Proof, encoding: hex, signed: "{body}", key: utf8 }
            split: body:/events/*
            event:
              id: "{item:/id}.{received}"
              type: item:/%s
            """;
    private static final int DELIVERIES = 600;
    private static final int ITEMS = 3;
    private static final int IN_FLIGHT = 32;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aKillInTheMiddleOfAReleaseLosesNothingAndReleasesNothingTwice() throws Exception {
        Rounds rounds = Rounds.orElse(2);
        try (Scene scene = new Scene("release")) {
            ServiceSettings settings = new ServiceSettings()
                    .source("acme", "vendor: acme, secrets: [\"" + SECRET + "\"]")
                    .target("ledger", scene.target().url(), ", max-in-flight: " + IN_FLIGHT)
                    .route("acme", "ledger")
                    .file("config/vendors/acme.yaml", PAGE.formatted("uuid"))
                    .set("holdfast.admin.tokens.op.sha256", Ledger.hash("operator".getBytes(StandardCharsets.UTF_8)))
                    .set("holdfast.admin.tokens.op.role", "operator");
            Service service = scene.service("service", settings);
            for (int i = 0; i < DELIVERIES; i++) {
                deliver(scene.ledger(), service, i);
            }
            assertEquals(0, release(service, null).getInteger("released"), "the page is not mended yet");
            service.stop(Duration.ofSeconds(35));
            settings.file("config/vendors/acme.yaml", PAGE.formatted("id"));
            service.start();
            for (int round = 0; round < rounds.count(); round++) {
                post(service, "{\"source\":\"acme\"}"); // nobody waits for its answer
                Patience.pause(rounds.between(300, 2_000));
                service.kill();
                service.start();
            }
            int released = releaseAll(service);
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            System.out.println("released after the last kill: " + released);
            Verdicts.assertNothingLost(verdict, DELIVERIES * ITEMS);
            assertTrue(verdict.extra() <= rounds.count() * (IN_FLIGHT + Verdicts.SETTLE_BATCH), verdict.summary());
            assertEquals(0, releaseAll(service), "nothing is left, and nothing is released twice");
        }
    }

    /** The first item of each delivery is understood by the old page too. */
    private void deliver(Ledger ledger, Service service, int number) throws Exception {
        List<String> ids = IntStream.range(0, ITEMS)
                .mapToObj(i -> "evt_r" + number + "_" + i)
                .toList();
        List<String> items = new ArrayList<>();
        for (String id : ids) {
            String item = "{\"id\":\"" + id + "\"" + (items.isEmpty() ? ",\"uuid\":\"" + id + "\"" : "") + "}";
            ledger.sent(id, item.getBytes(StandardCharsets.UTF_8));
            items.add(item);
        }
        String body = items.stream().collect(Collectors.joining(", ", "{\"events\":[", "]}"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.address().getPort() + "/webhooks/acme"))
                .header("Content-Type", "application/json")
                .header("X-Acme-Proof", proof(body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        assertEquals(200, status);
        ids.forEach(id -> ledger.answered(id, Answered.OK, status));
    }

    private static String proof(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private int releaseAll(Service service) throws IOException, InterruptedException {
        int released = 0;
        String after = null;
        do {
            JsonObject answer = release(service, after);
            released += answer.getInteger("released");
            after = answer.getString("next");
        } while (after != null);
        return released;
    }

    private JsonObject release(Service service, @Nullable String after) throws IOException, InterruptedException {
        JsonObject wanted = new JsonObject().put("source", "acme");
        if (after != null) {
            wanted.put("after", after);
        }
        HttpResponse<String> answer = post(service, wanted.encode()).join();
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    private CompletableFuture<HttpResponse<String>> post(Service service, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.adminPort() + "/admin/v1/quarantine/release"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer operator")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
