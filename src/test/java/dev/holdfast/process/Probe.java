package dev.holdfast.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * One signed event, posted once and timed.
 *
 * @param status of the answer, or {@link PostLoop#NO_ANSWER}
 * @param took until the answer was whole, or none was expected any more
 * @param retryAfter the header, when the answer had it
 */
record Probe(int status, Duration took, Optional<String> retryAfter) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** Posts an event to a service and writes it down. */
    static Probe post(Scene scene, Service service, String id) {
        StripeSigner signer = scene.signer();
        long seconds = System.currentTimeMillis() / 1000;
        byte[] body = signer.body(id, "invoice.paid", 1_700_000_000);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.address().getPort() + "/webhooks/" + Scene.SOURCE))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", signer.signature(body, seconds))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        scene.ledger().sent(id, body);
        long from = System.nanoTime();
        try {
            HttpResponse<Void> response = CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
            scene.ledger().answered(id, Answered.of(response.statusCode()), response.statusCode());
            return new Probe(
                    response.statusCode(), since(from), response.headers().firstValue("Retry-After"));
        } catch (IOException e) {
            scene.ledger().answered(id, Answered.UNKNOWN, PostLoop.NO_ANSWER);
            return new Probe(PostLoop.NO_ANSWER, since(from), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Duration since(long from) {
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** Posts new events until one is stored. */
    static Duration untilStored(Scene scene, Service service, String prefix, Duration limit) {
        long from = System.nanoTime();
        int[] count = {0};
        Patience.await(
                limit,
                () -> post(scene, service, prefix + count[0]++).status() == 200,
                () -> "an acknowledgement after " + count[0] + " posts");
        return since(from);
    }
}
