package dev.holdfast.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** A source, and three targets that take its events: one that is well, one that always fails, one that is gone. */
public final class AnsweringTargets implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "whsec_4d7c1f0e9b8a4c6d9e2f";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("holdfast.sources.pay.vendor", "stripe");
        settings.put("holdfast.sources.pay.secrets[0]", SECRET);
        settings.put("holdfast.journal.lease", "2s");
        fetched(settings);
        target(settings, "well", 200);
        target(settings, "failing", 500);
        target(settings, "gone", 410);
        server.start();
        return settings;
    }

    /** A source that is fetched from, with a token that nobody has handed in. */
    private void fetched(Map<String, String> settings) {
        String source = "holdfast.sources.books.";
        String vendor = "http://127.0.0.1:" + server.getAddress().getPort();
        settings.put(source + "vendor", "xero");
        settings.put(source + "secrets[0]", SECRET);
        settings.put(source + "params.tenant", "45e4708e-d862-4111-ab3a-dd8cd03913e1");
        settings.put(source + "reconcile.base-url", vendor);
        settings.put(source + "reconcile.credentials.client-id", "holdfast");
        settings.put(source + "reconcile.credentials.client-secret", SECRET);
        settings.put(source + "reconcile.credentials.token-url", vendor + "/token");
        settings.put("holdfast.secret.master-keys[0]", "8QhYJ3o1m2c4Wb9tXk0LrVfZpUeN7sDgAqTiHyRwC6E=");
    }

    private void target(Map<String, String> settings, String name, int status) {
        server.createContext("/" + name, exchange -> answer(exchange, status));
        String key = "holdfast.targets." + name + ".";
        settings.put(key + "url", "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
        settings.put(key + "secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.put(key + "retries", "1ms");
        settings.put("holdfast.routes." + name + ".from", "pay");
        settings.put("holdfast.routes." + name + ".to", name);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
