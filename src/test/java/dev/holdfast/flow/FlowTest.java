package dev.holdfast.flow;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From the vendor's request to the target's, over real HTTP and a real PostgreSQL. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(Shop.class)
class FlowTest {
    @Inject
    Vertx vertx;

    @Inject
    AdminListener admin;

    private Listener billing;
    private Listener audit;

    @BeforeEach
    void listen() throws Exception {
        billing = new Listener(vertx, Ports.of("billing"));
        audit = new Listener(vertx, Ports.of("audit"));
    }

    @AfterEach
    void close() throws Exception {
        billing.close();
        audit.close();
    }

    @Test
    void aSignedEventReachesItsTargetsByteForByteAndSignedAnew() throws Exception {
        String body = Shop.event("evt_bytes", "invoice.paid");
        post("pay", body).then().statusCode(200).body(emptyString());

        eventually(
                "both have it",
                () -> billing.with("evt_bytes").size() == 1
                        && audit.with("evt_bytes").size() == 1);
        Listener.Got got = billing.with("evt_bytes").get(0);
        assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), got.body());
        assertEquals("application/json; charset=utf-8", got.header("content-type"));
        assertEquals("invoice.paid", got.header("ce-type"));
        assertEquals("/sources/pay", got.header("ce-source"));
        assertEquals("1", got.header("holdfast-attempt"));
        assertEquals("push", got.header("holdfast-origin"));
        new Webhook(Shop.TARGET_SECRET).verify(body, headers(got));
    }

    @Test
    void aSecondSecretOpensTheSameDoor() {
        String body = Shop.event("evt_second", "invoice.paid");
        long now = Instant.now().getEpochSecond();
        signed(body, Shop.stripe(Shop.SECOND_SECRET, now, body))
                .post("/webhooks/pay")
                .then()
                .statusCode(200);
        eventually(
                "both have it",
                () -> billing.with("evt_second").size() == 1
                        && audit.with("evt_second").size() == 1);
    }

    @Test
    void aDeliveryThatComesAgainIsAcknowledgedAndRelayedOnce() {
        String body = Shop.event("evt_again", "invoice.paid");
        for (int i = 0; i < 5; i++) {
            post("pay", body).then().statusCode(200);
        }
        post("pay", Shop.event("evt_after", "invoice.paid")).then().statusCode(200);
        eventually(
                "both came, to both",
                () -> Stream.of(billing, audit)
                        .allMatch(target -> target.with("evt_after").size() == 1
                                && !target.with("evt_again").isEmpty()));
        assertEquals(1, billing.with("evt_again").size());
        assertEquals(1, audit.with("evt_again").size());
    }

    @Test
    void aTypeThatNoRouteWantsGoesNowhereElse() {
        post("pay", Shop.event("evt_charge", "charge.failed")).then().statusCode(200);
        eventually(
                "the one route that wants all", () -> audit.with("evt_charge").size() == 1);
        assertTrue(billing.with("evt_charge").isEmpty());
    }

    @Test
    void aTargetThatFailsIsTriedAgainUnderTheSameIdAndItsNeighbourIsNotDelayed() {
        billing.answers(n -> n == 0 ? 500 : 200);
        post("pay", Shop.event("evt_retry", "invoice.paid")).then().statusCode(200);

        eventually("tried twice", () -> billing.with("evt_retry").size() == 2);
        List<Listener.Got> tries = billing.with("evt_retry");
        assertEquals(tries.get(0).header("webhook-id"), tries.get(1).header("webhook-id"));
        assertNotEquals(tries.get(0).header("traceparent"), tries.get(1).header("traceparent"));
        assertEquals("2", tries.get(1).header("holdfast-attempt"));
        assertEquals(1, audit.with("evt_retry").size());
    }

    @Test
    void aMessageWhoseScheduleIsUsedUpIsADeadLetterUntilItIsRedriven() {
        billing.answers(n -> 503);
        post("pay", Shop.event("evt_dead", "invoice.paid")).then().statusCode(200);
        eventually("tried three times", () -> billing.with("evt_dead").size() == 3);
        eventually("dead", () -> dead().size() == 1);

        billing.answers(n -> 200);
        operator()
                .contentType("application/json")
                .body("{\"target\": \"billing\"}")
                .post("/admin/v1/dead-letters/redrive")
                .then()
                .statusCode(200)
                .body("redriven", equalTo(1));
        eventually("delivered at last", () -> billing.with("evt_dead").size() == 4);
        assertTrue(dead().isEmpty());
    }

    @Test
    void aTargetThatIsGoneGetsNothingUntilItIsResumed() {
        audit.answers(n -> 410);
        post("pay", Shop.event("evt_gone", "x")).then().statusCode(200);
        eventually("paused", () -> paused("audit"));
        int before = audit.got().size();
        int gone = audit.with("evt_gone").size();
        post("pay", Shop.event("evt_waiting", "x")).then().statusCode(200);
        pause(700);
        assertEquals(before, audit.got().size());

        audit.answers(n -> 200);
        operator().post("/admin/v1/targets/audit/resume").then().statusCode(204);
        eventually(
                "both arrive",
                () -> audit.with("evt_waiting").size() == 1
                        && audit.with("evt_gone").size() == gone + 1);
    }

    @Test
    void aForgeryIsRefusedWithoutAWordAndKeptForAnAdminToLookAt() {
        String body = Shop.event("evt_forged", "invoice.paid");
        long now = Instant.now().getEpochSecond();
        signed(body, Shop.stripe("whsec_of_somebody_else", now, body))
                .post("/webhooks/pay")
                .then()
                .statusCode(401)
                .body(emptyString());
        given().body(body).post("/webhooks/pay").then().statusCode(401).body(emptyString());

        eventually(
                "both kept",
                () -> operator()
                        .get("/admin/v1/refusals?source=pay")
                        .jsonPath()
                        .getList("cause", String.class)
                        .containsAll(List.of("signature-mismatch", "signature-missing")));
        operator()
                .get("/admin/v1/refusals?source=pay")
                .then()
                .statusCode(200)
                .body("[0].seen", greaterThanOrEqualTo(1))
                .body("", not(empty()));
    }

    @Test
    void slacksChallengeIsAnsweredOnlyWhenSlackSignedIt() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd\"}";
        long now = Instant.now().getEpochSecond();
        given().contentType("application/json")
                .header("X-Slack-Request-Timestamp", now)
                .header("X-Slack-Signature", Shop.slack(now, body))
                .body(body)
                .post("/webhooks/chat")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(equalTo("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd"));
        given().contentType("application/json")
                .body(body)
                .post("/webhooks/chat")
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsNotAWebhookIsTurnedAwayBeforeItIsRead() {
        given().post("/webhooks/nobody").then().statusCode(404);
        given().get("/webhooks/pay").then().statusCode(405).header("Allow", "POST");
        given().header("Content-Encoding", "gzip")
                .body("x")
                .post("/webhooks/pay")
                .then()
                .statusCode(415);
        given().body("x".repeat(70_000)).post("/webhooks/pay").then().statusCode(413);
        given().get("/admin/v1/targets").then().statusCode(404);
        given().baseUri("http://localhost")
                .port(admin.port())
                .get("/admin/v1/targets")
                .then()
                .statusCode(401);
    }

    @Test
    void anAuthenticBodyThatCannotBeUnderstoodIsStoredAndRelayedToNobody() {
        String body = "{\"id\": \"evt_broken\", ";
        post("pay", body).then().statusCode(200);
        post("pay", Shop.event("evt_after_broken", "x")).then().statusCode(200);
        eventually("the next one came", () -> audit.with("evt_after_broken").size() == 1);
        assertTrue(audit.with("evt_broken").isEmpty());
    }

    @Test
    void aHandshakeIsRefusedWithItsPagesStatus() {
        asks("sender.example.com").statusCode(200).header("WebHook-Allowed-Origin", "sender.example.com");
        asks("stranger.example.com").statusCode(405).header("Allow", "POST").body(emptyString());
    }

    private static ValidatableResponse asks(String origin) {
        return given().header("WebHook-Request-Origin", origin)
                .options("/webhooks/clouds")
                .then();
    }

    private Response post(String source, String body) {
        long now = Instant.now().getEpochSecond();
        return signed(body, Shop.stripe(Shop.STRIPE_SECRET, now, body)).post("/webhooks/" + source);
    }

    private static RequestSpecification signed(String body, String signature) {
        return given().contentType("application/json; charset=utf-8")
                .header("Stripe-Signature", signature)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private RequestSpecification operator() {
        return given().baseUri("http://localhost").port(admin.port()).header("Authorization", "Bearer operator");
    }

    private List<Object> dead() {
        return operator()
                .get("/admin/v1/dead-letters?target=billing")
                .jsonPath()
                .getList("event");
    }

    private boolean paused(String target) {
        return operator().get("/admin/v1/targets").jsonPath().getString("find { it.name == '" + target + "' }.pausedAt")
                != null;
    }

    private static HttpHeaders headers(Listener.Got got) {
        Map<String, List<String>> all = new HashMap<>();
        got.headers()
                .forEach(h ->
                        all.computeIfAbsent(h.getKey(), k -> new ArrayList<>()).add(h.getValue()));
        return HttpHeaders.of(all, (name, value) -> true);
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }

    private static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + 15_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "never: " + what);
            pause(20);
        }
    }
}
