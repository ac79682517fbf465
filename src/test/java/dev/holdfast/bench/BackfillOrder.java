package dev.holdfast.bench;

import dev.holdfast.process.Patience;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** Backfills of a running service, ordered and watched as an operator does. */
final class BackfillOrder {
    static final String TOKEN_SHA256 = "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23";
    private static final String TOKEN = "operator";
    private static final Duration SELDOM = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(2);

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
        return look().getString("state");
    }

    boolean isRunning() {
        return state().equals("running");
    }

    /** Waits for its end. @throws IllegalStateException when it did not find each of so many known */
    JsonPath end(int known) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (isRunning() && System.nanoTime() < limit) {
            Patience.pause(SELDOM); // a look costs the service, too
        }
        JsonPath told = look();
        if (!told.getString("state").equals("finished") || told.getInt("known") != known || told.getInt("gaps") != 0) {
            throw new IllegalStateException(told.prettify());
        }
        return told;
    }

    /** From its first page to its last. */
    static double seconds(JsonPath told) {
        Instant from = Instant.parse(told.getString("startedAt"));
        return Duration.between(from, Instant.parse(told.getString("finishedAt")))
                        .toMillis()
                / 1000.0;
    }

    private JsonPath look() {
        return JsonPath.from(
                send(HttpRequest.newBuilder(URI.create(root).resolve(location))).body());
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
