package dev.holdfast.flow;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From the refresh token that an admin hands in to the vendor's pages, with tokens that end in between. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(Bookkeeper.class)
class ConnectedAccountTest {
    @Inject
    AdminListener admin;

    private final List<String> given = new CopyOnWriteArrayList<>();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile String refresh = "refresh-canary-0";
    private volatile String access = "none";
    private HttpServer vendor;

    @BeforeEach
    void listen() throws IOException {
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Ports.of("books")), 16);
        vendor.createContext("/token", this::token);
        vendor.createContext("/api.xro/2.0/Invoices", this::page);
        vendor.start();
    }

    @AfterEach
    void close() {
        vendor.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        String came = URLDecoder.decode(form.replaceFirst(".*refresh_token=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        given.add(came);
        if (!came.equals(refresh)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        int next = number.incrementAndGet();
        refresh = "refresh-canary-" + next;
        access = "access-canary-" + next;
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + access + "\",\"expires_in\":1800,\"refresh_token\":\"" + refresh + "\"}");
    }

    private void page(HttpExchange exchange) throws IOException {
        String who = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (who.equals("Bearer " + access)) {
            served.add(who);
            answer(exchange, 200, "{\"Invoices\":[]}");
        } else {
            answer(exchange, 401, "{\"Title\":\"Unauthorized\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private RequestSpecification as(String token) {
        return given().baseUri("http://localhost")
                .port(admin.port())
                .header("Authorization", "Bearer " + token)
                .contentType("application/json");
    }

    private String state() {
        return as("operator").get("/admin/v1/sources/books").jsonPath().getString("token.state");
    }

    private void handIn(String body, int status) {
        as("administrator")
                .body(body)
                .put("/admin/v1/sources/books/credentials/refresh-token")
                .then()
                .statusCode(status)
                .body(not(containsString("canary")));
    }

    private static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Test
    void anAdminConnectsTheAccountAndItStaysConnected() {
        eventually("it says that a refresh token is missing", () -> "reconnect".equals(state()));
        as("operator")
                .get("/admin/v1/sources/books")
                .then()
                .statusCode(200)
                .body("token.reason", containsString("there is no refresh token"))
                .body("token.since", notNullValue());
        assertEquals(List.of(), given, "nothing to ask with, nobody asked");

        as("operator")
                .body("{\"refreshToken\":\"refresh-canary-0\"}")
                .put("/admin/v1/sources/books/credentials/refresh-token")
                .then()
                .statusCode(403);
        handIn("{\"refreshToken\":\"with blank canary\"}", 400);
        handIn("{\"refreshToken\":\"\"}", 400);
        handIn("{}", 400);
        handIn("{\"refreshToken\":{\"canary\":1}}", 400);
        for (String other : List.of("pay", "nobody")) {
            as("administrator")
                    .body("{\"refreshToken\":\"refresh-canary-0\"}")
                    .put("/admin/v1/sources/" + other + "/credentials/refresh-token")
                    .then()
                    .statusCode(other.equals("pay") ? 409 : 404);
        }

        handIn("{\"refreshToken\":\"refresh-canary-0\"}", 204);
        eventually("pages are fetched", () -> served.contains("Bearer access-canary-1"));
        as("operator")
                .get("/admin/v1/sources/books")
                .then()
                .body("token.state", equalTo("fresh"))
                .body("token.handedInBy", equalTo("boss"))
                .body(not(containsString("canary")));

        access = "ended in the middle";
        eventually("a new token after a 401", () -> served.contains("Bearer access-canary-2"));
        assertEquals(List.of("refresh-canary-0", "refresh-canary-1"), given);

        refresh = "revoked";
        access = "revoked";
        eventually("the revocation is told", () -> "reconnect".equals(state()));
        int asked = given.size();
        LockSupport.parkNanos(2_500_000_000L);
        assertEquals(asked, given.size(), "and nobody goes on asking");
        handIn("{\"refreshToken\":\"revoked\"}", 204);
        eventually("connected again", () -> served.contains("Bearer access-canary-3"));
    }
}
