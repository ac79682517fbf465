package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** Talks with a service: as a vendor, as an administrator, as whoever reads its metrics. */
final class Conversation {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Service service;

    Conversation(Service service) {
        this.service = service;
    }

    /** A token of this name, of the role that it names. */
    static ServiceSettings withToken(ServiceSettings settings, String role) throws GeneralSecurityException {
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(role.getBytes(StandardCharsets.UTF_8)));
        return settings.set("holdfast.admin.tokens." + role + ".sha256", sha256)
                .set("holdfast.admin.tokens." + role + ".role", role);
    }

    /** A delivery; headers as names and values in turn. */
    HttpResponse<String> post(String source, String body, String... headers) {
        return send(delivery(source, body, headers));
    }

    CompletableFuture<HttpResponse<String>> posting(String source, String body, String... headers) {
        return client.sendAsync(delivery(source, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest delivery(String source, String body, String... headers) {
        int port = service.address().getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/webhooks/" + source))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    /** A call of the admin API with the token of a role. */
    HttpResponse<String> admin(String role, String method, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort() + "/admin/v1/" + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + role)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** The value of a series, by the beginning of its line; 0 when there is none. */
    double metric(String series) {
        HttpResponse<String> page =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.managementPort() + "/q/metrics"))
                        .timeout(LIMIT)
                        .build());
        return page.body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
