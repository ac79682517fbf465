package dev.holdfast.flow;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.admin.Office;
import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Batches and what is not understood of them, through the running service. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(Office.class)
class QuarantineFlowTest {
    @Inject
    Vertx vertx;

    @Inject
    AdminListener admin;

    private Listener desk;

    @BeforeEach
    void listen() throws Exception {
        desk = new Listener(vertx, Ports.of("desk"));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void oneBadItemOfAHundredIsQuarantinedAndTheOthersAreRelayedInOrderByteForByte() {
        List<String> items = IntStream.range(0, 100)
                .mapToObj(i -> Hub.item(i == 41 ? null : "10" + i, 1_000 + i))
                .toList();
        double before = events("quarantined");
        post("[" + String.join(" , ", items) + "]").then().statusCode(200);

        eventually("the others came", () -> desk.with("\"objectId\":10").size() == 99);
        assertEquals(
                IntStream.range(0, 100)
                        .filter(i -> i != 41)
                        .mapToObj(items::get)
                        .toList(),
                desk.with("\"objectId\":10").stream()
                        .map(got -> new String(got.body(), StandardCharsets.UTF_8))
                        .toList());
        String event = quarantined("crm", items.get(41));
        as("viewer")
                .get("/admin/v1/quarantine/" + event)
                .then()
                .statusCode(200)
                .body("source", equalTo("crm"))
                .body("reason", equalTo("no type"))
                .body("bytes", equalTo(items.get(41).length()))
                .body("delivery", startsWith("evt_"))
                .body("releasedAt", nullValue());
        assertFalse(as("viewer").get("/admin/v1/quarantine").asString().contains("propertyName"));
        eventually("counted", () -> events("quarantined") == before + 1);
    }

    @Test
    void whatHasNoIdIsRelayedEachTimeAndCounted() {
        String body = "[" + Hub.nameless(4_242) + "]";
        double before = events("unkeyed");
        post(body).then().statusCode(200);
        post(body).then().statusCode(200);

        eventually("both came", () -> desk.with("\"objectId\":4242").size() == 2);
        eventually("counted", () -> events("unkeyed") == before + 2);
    }

    @Test
    void aThousandItemsInOneDeliveryAreAllCommittedBeforeTheAnswer() {
        String body = batch(1_000, 5_000);
        double before = events("new");
        double again = events("duplicate");
        post(body).then().statusCode(200);
        post(body).then().statusCode(200);

        eventually("counted, too", () -> events("new") + events("duplicate") == before + again + 2_000);
        assertEquals(before + 1_000, events("new"));
        eventually("all came once", () -> desk.with("\"objectId\":5").size() == 1_000);
    }

    @Test
    void moreThanTenThousandItemsAreQuarantinedAsOne() {
        post("[" + "0,".repeat(10_000) + "0]").then().statusCode(200);
        String event = as("viewer")
                .get("/admin/v1/quarantine?source=crm&limit=1000")
                .jsonPath()
                .<String>getList("findAll { it.reason == 'more than 10000 items' }.event")
                .get(0);
        as("operator")
                .post("/admin/v1/quarantine/" + event + "/release")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("not-understood"))
                .body("waiting", equalTo(1));
    }

    @Test
    void theBytesAndTheDeliveryAreForOperatorsAndHoldNoSignature() {
        String bad = Hub.item(null, 77);
        String body = "[" + bad + "," + Hub.item("771", 77) + "]";
        post(body).then().statusCode(200);
        String event = quarantined("crm", bad);

        as("viewer").get("/admin/v1/quarantine/" + event + "/raw").then().statusCode(403);
        as("viewer").get("/admin/v1/quarantine/" + event + "/delivery").then().statusCode(403);
        as("viewer").post("/admin/v1/quarantine/" + event + "/release").then().statusCode(403);
        as("viewer")
                .contentType("application/json")
                .body("{\"source\":\"crm\"}")
                .post("/admin/v1/quarantine/release")
                .then()
                .statusCode(403);
        Response raw = as("operator").get("/admin/v1/quarantine/" + event + "/raw");
        raw.then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", "attachment");
        assertArrayEquals(bad.getBytes(StandardCharsets.UTF_8), raw.asByteArray());
        Response delivery = as("operator").get("/admin/v1/quarantine/" + event + "/delivery");
        delivery.then().statusCode(200).body("method", equalTo("POST"));
        assertEquals(
                body, new String(Base64.getDecoder().decode(delivery.jsonPath().getString("body"))));
        assertTrue(delivery.jsonPath().<String>getList("headers").stream()
                .anyMatch(header -> header.toLowerCase().startsWith("content-type: application/json")));
        assertTrue(delivery.jsonPath().<String>getList("headers").stream()
                .noneMatch(header -> header.toLowerCase().contains("signature")));
    }

    @Test
    void whatIsStillNotUnderstoodStaysAndSaysSo() {
        String bad = Hub.item(null, 88);
        post(bad).then().statusCode(200);
        String event = quarantined("crm", bad);
        as("operator")
                .post("/admin/v1/quarantine/" + event + "/release")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("not-understood"))
                .body("released", hasSize(0))
                .body("events", hasSize(0));
        as("operator")
                .contentType("application/json")
                .body("{\"source\":\"crm\",\"before\":\"2020-01-01T00:00:00Z\"}")
                .post("/admin/v1/quarantine/release")
                .then()
                .statusCode(200)
                .body("deliveries", equalTo(0))
                .body("next", nullValue());
        int waiting = as("operator")
                .contentType("application/json")
                .body("{\"source\":\"crm\"}")
                .post("/admin/v1/quarantine/release")
                .then()
                .statusCode(200)
                .body("released", equalTo(0))
                .extract()
                .path("outcomes.not-understood");
        assertTrue(waiting > 0);
        assertEquals(event, quarantined("crm", bad));
    }

    @Test
    void aWrongRequestIsToldItsFault() {
        as("viewer").get("/admin/v1/quarantine/evt_x").then().statusCode(400);
        as("viewer").get("/admin/v1/quarantine/evt_0000000000001").then().statusCode(404);
        as("operator").get("/admin/v1/quarantine/evt_0000000000001/raw").then().statusCode(404);
        as("operator")
                .post("/admin/v1/quarantine/evt_0000000000001/release")
                .then()
                .statusCode(404);
        as("viewer").get("/admin/v1/quarantine?limit=0").then().statusCode(400);
        as("operator")
                .contentType("application/json")
                .body("{}")
                .post("/admin/v1/quarantine/release")
                .then()
                .statusCode(400)
                .body("detail", equalTo("source is required"));
        as("operator")
                .contentType("application/json")
                .body("{\"sorce\":\"crm\"}")
                .post("/admin/v1/quarantine/release")
                .then()
                .statusCode(400);
    }

    @Test
    void aKnownDeliveryWithAnotherBodyIsCounted() {
        pay(Shop.event("evt_conflict", "invoice.paid"));
        pay(Shop.event("evt_conflict", "invoice.paid"));
        assertEquals(0, number("holdfast_event_conflicts_total", "source=\"till\""));
        pay(Shop.event("evt_conflict", "invoice.void"));
        eventually("counted", () -> number("holdfast_event_conflicts_total", "source=\"till\"") == 1);
        eventually("came", () -> desk.with("evt_conflict").size() == 1);
        assertTrue(new String(desk.with("evt_conflict").get(0).body()).contains("invoice.paid"));
    }

    private static String batch(int count, long from) {
        return IntStream.range(0, count)
                .mapToObj(i -> Hub.item(Long.toString(from * 1_000 + i), from * 1_000 + i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Response post(String body) {
        long now = Instant.now().toEpochMilli();
        return given().contentType("application/json")
                .header("X-HubSpot-Request-Timestamp", now)
                .header("X-HubSpot-Signature-v3", Hub.signature(now, body))
                .body(body)
                .post("/webhooks/crm");
    }

    private static void pay(String body) {
        long now = Instant.now().getEpochSecond();
        given().contentType("application/json")
                .header("Stripe-Signature", Shop.stripe(Shop.STRIPE_SECRET, now, body))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/webhooks/till")
                .then()
                .statusCode(200);
    }

    private RequestSpecification as(String token) {
        return given().baseUri("http://localhost").port(admin.port()).header("Authorization", "Bearer " + token);
    }

    /** The quarantined event of a source that has these bytes. */
    private String quarantined(String source, String payload) {
        return as("viewer")
                .get("/admin/v1/quarantine?limit=1000&source=" + source)
                .jsonPath()
                .<String>getList("event")
                .stream()
                .filter(event -> as("operator")
                        .get("/admin/v1/quarantine/" + event + "/raw")
                        .asString()
                        .equals(payload))
                .findFirst()
                .orElseThrow();
    }

    /** Events of the hub by their kind; counted after the answer. */
    private static double events(String kind) {
        return number("holdfast_events_total", "source=\"crm\"", "kind=\"" + kind + "\"");
    }

    private static double number(String meter, String... labels) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
        return given().baseUri("http://localhost")
                .port(port)
                .accept("text/plain")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line ->
                        line.startsWith(meter + "{") && List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + 15_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "never: " + what);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
