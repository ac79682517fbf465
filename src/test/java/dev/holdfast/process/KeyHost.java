package dev.holdfast.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where a vendor serves its keys, over HTTPS. What is asked for is told by a text in the path or the body: the first of
 * {@link #on} that is found in it says what is answered; none of them, 404.
 */
final class KeyHost implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answering> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** How one question is answered. */
    record Answering(int status, byte[] body, Map<String, String> headers, Duration after) {}

    KeyHost(Authority.Certified host) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(host.tls()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** {@code address:port}, as a gateway is written. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on. */
    void on(String text, int status, String body) {
        on(text, status, body, Map.of(), Duration.ZERO);
    }

    void on(String text, int status, String body, Map<String, String> headers, Duration after) {
        answers.put(text, new Answering(status, body.getBytes(StandardCharsets.UTF_8), headers, after));
    }

    /** How often something with this text was asked. */
    long asked(String text) {
        return asked.stream().filter(one -> one.contains(text)).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(question);
        Answering answering = answers.entrySet().stream()
                .filter(one -> question.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Answering(404, new byte[0], Map.of(), Duration.ZERO));
        Patience.pause(answering.after());
        answering
                .headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        int length = answering.body().length;
        exchange.sendResponseHeaders(answering.status(), length == 0 ? -1 : length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answering.body());
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
