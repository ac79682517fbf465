package dev.holdfast.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.process.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Backfills of a running service, ordered and watched as an operator does, but with little work for this machine. */
final class BackfillOrder {
    static final String TOKEN_SHA256 = "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23";
    private static final String TOKEN = "operator";
    private static final Duration SELDOM = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private final String location;

    /** Orders one, and comes back when it is under way. */
    BackfillOrder(int adminPort, String source, Instant from, Instant to) {
        this.root = "http://127.0.0.1:" + adminPort;
        String wish = "{\"source\":\"" + source + "\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
        HttpResponse<String> taken = send(HttpRequest.newBuilder(URI.create(root + "/admin/v1/backfills"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish)));
        this.location = taken.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(taken.statusCode() + " " + taken.body()));
        Patience.await(LIMIT, () -> !state().equals("queued"), () -> "begun");
    }

    private String state() {
        return look().get("state").asText();
    }

    boolean isRunning() {
        return state().equals("running");
    }

    /** Waits for its end. @throws IllegalStateException when it did not find each of so many known */
    JsonNode end(int known) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (isRunning() && System.nanoTime() < limit) {
            Patience.pause(SELDOM); // a look costs the service, too
        }
        JsonNode told = look();
        if (!told.get("state").asText().equals("finished")
                || told.get("known").asInt() != known
                || told.get("gaps").asInt() != 0) {
            throw new IllegalStateException(told.toString());
        }
        return told;
    }

    /** From its first page to its last. */
    static double seconds(JsonNode told) {
        Instant from = Instant.parse(told.get("startedAt").asText());
        return Duration.between(from, Instant.parse(told.get("finishedAt").asText()))
                        .toMillis()
                / 1000.0;
    }

    private JsonNode look() {
        String told =
                send(HttpRequest.newBuilder(URI.create(root).resolve(location))).body();
        try {
            return JSON.readTree(told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(told, e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.header("Authorization", "Bearer " + TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
