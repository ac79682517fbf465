package dev.holdfast.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a service's metrics say of its overload. */
record Levels(Service service) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** From 0, calm, to 5. */
    int level() {
        return (int) sum("holdfast_overload_level");
    }

    /** Deliveries that may be under way. */
    int room() {
        return (int) sum("holdfast_overload_room");
    }

    /** Deliveries that are. */
    int underWay() {
        return (int) sum("holdfast_overload_under_way");
    }

    /** The sum of all series that begin so. */
    double sum(String prefix) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.managementPort() + "/q/metrics"))
                .timeout(LIMIT)
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(prefix))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new AssertionError("no metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a level is reached, and no other. */
    void await(int level, Duration limit) {
        Patience.await(
                limit,
                () -> level() == level,
                () -> "level " + level + ", is " + level() + " with " + underWay() + " of " + room());
    }
}
