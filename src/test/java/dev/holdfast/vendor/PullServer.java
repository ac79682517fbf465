package dev.holdfast.vendor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A vendor's API on this machine, below a path; faults can be put between it and whoever asks. */
final class PullServer implements AutoCloseable {
    static final String PREFIX = "/mock/api";

    static {
        // Else every answer waits 40 ms for the reader's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final PullFixture fixture;
    private final List<PullApi.Change> changes;
    private final UnaryOperator<PullApi.Told> fault;
    private final HttpServer server;
    private final List<PullApi.Asked> asked = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    PullServer(PullFixture fixture, List<PullApi.Change> changes, UnaryOperator<PullApi.Told> fault) {
        this.fixture = fixture;
        this.changes = changes;
        this.fault = fault;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PREFIX);
    }

    List<PullApi.Asked> asked() {
        return asked;
    }

    /** What was asked that the vendor does not document. */
    List<String> wrong() {
        return wrong;
    }

    private void handle(HttpExchange exchange) throws IOException {
        PullApi.Told told;
        try {
            told = fault.apply(told(exchange));
        } catch (RuntimeException e) {
            wrong.add(e.toString());
            told = PullApi.Told.json(400, "{\"unexpected\":true}");
        }
        told.headers().forEach(exchange.getResponseHeaders()::add);
        boolean none = told.body().length == 0 || told.status() == 204 || told.status() == 304;
        exchange.sendResponseHeaders(told.status(), none ? -1 : told.body().length);
        if (!none) {
            exchange.getResponseBody().write(told.body());
        }
        exchange.close();
    }

    private PullApi.Told told(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.get(0)));
        URI uri = exchange.getRequestURI();
        if (!uri.getRawPath().startsWith(PREFIX + "/")) {
            wrong.add("outside of the base URL: " + uri);
        }
        PullApi.Asked request = PullApi.Asked.of(
                exchange.getRequestMethod(),
                uri,
                PREFIX,
                headers,
                exchange.getRequestBody().readAllBytes());
        asked.add(request);
        if (request.path().startsWith("/files/")) {
            if (headers.containsKey("authorization") || headers.containsKey("x-test-authenticated")) {
                wrong.add("credentials for a file");
            }
            return fixture.api().answer(request, changes);
        }
        TreeSet<String> unknown = new TreeSet<>(request.query().keySet());
        unknown.removeAll(fixture.documented());
        if (!unknown.isEmpty()) {
            wrong.add("not documented: " + unknown);
        }
        PullHeaders.of(fixture).forEach((name, value) -> {
            if (!value.equals(headers.get(name.toLowerCase(Locale.ROOT)))) {
                wrong.add("asked without " + name + ": " + headers);
            }
        });
        return fixture.api().answer(request, changes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
