package dev.holdfast.reconcile.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's token URL that means it: refresh tokens can be used once, each answer brings the next. Tokens hold the word
 * {@code canary}, so that one that leaks is found.
 */
final class AuthorizationServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final Set<String> live = new HashSet<>();
    private int number;

    volatile boolean rotates = true;
    volatile boolean forgiving;
    volatile Object lifetime = 3_600;
    volatile long delayMillis;
    volatile @Nullable Answering instead;

    /** What is answered whatever was asked. */
    record Answering(int status, Map<String, String> headers, String body) {}

    AuthorizationServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::token);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** The first refresh token, as somebody gets it who connects the account. */
    synchronized String connect() {
        String refresh = "refresh-canary-" + ++number;
        live.add(refresh);
        return refresh;
    }

    /** The user takes everything back. */
    synchronized void revoke() {
        live.clear();
    }

    /** The forms that came, with {@code Authorization} among them. */
    List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String field : body.split("&")) {
            String[] pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (basic != null) {
            form.put("Authorization", basic);
        }
        asked.add(form);
        Answering answer = instead == null ? answer(form) : instead;
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private synchronized Answering answer(Map<String, String> form) {
        String refresh = form.get("refresh_token");
        if (refresh != null && !(forgiving || !rotates ? live.contains(refresh) : live.remove(refresh))) {
            return new Answering(400, Map.of(), "{\"error\":\"invalid_grant\",\"error_description\":\"canary\"}");
        }
        String next = refresh == null || !rotates ? null : connect();
        String access = "access-canary-" + ++number;
        String life = lifetime instanceof String ? "\"" + lifetime + "\"" : String.valueOf(lifetime);
        return new Answering(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"access_token\":\"" + access + "\",\"token_type\":\"Bearer\",\"expires_in\":" + life
                        + (next == null ? "" : ",\"refresh_token\":\"" + next + "\"") + "}");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
