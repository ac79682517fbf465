package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.faults.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** More than the database takes: what is given up, in which order, and that it all comes back. */
class OverloadIT {
    private static final String GITHUB = "github-test";
    private static final String GITHUB_SECRET = "secret-of-a-vendor-that-never-tries-again";
    private static final String OPERATOR = Ledger.hash("operator".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void oneThingIsGivenUpAfterTheOtherAndAllOfItComesBack() throws Exception {
        try (Scene scene = new Scene("overload")) {
            Postgres postgres = scene.postgres();
            FaultProxy proxy = FaultProxy.to("127.0.0.1", postgres.database().port());
            Service service = scene.service("service", behind(proxy, postgres, settings(scene)));
            Levels levels = new Levels(service);
            fillsUp(scene, proxy, service, levels);
            loaded(scene, proxy, service, levels);
            Verdicts.assertNothingLost(scene.drained(Duration.ofSeconds(60)), 1_000);
        }
    }

    /** A database that answers nobody, and a queue that grows by our word: no figure here depends on the machine. */
    private static void fillsUp(Scene scene, FaultProxy proxy, Service service, Levels levels) throws Exception {
        try (Waiting stripe = new Waiting(
                        scene.ledger(), Requests.stripe(scene.signer(), "evt_o"), service.address(), 1_000);
                Waiting github = new Waiting(scene.ledger(), github("gh_o"), service.address(), 1_000)) {
            stripe.send(1);
            github.send(1);
            Patience.await(SOON, () -> stripe.open() + github.open() == 0, () -> "the first ones taken");
            assertEquals(200, order(service).statusCode());
            levels.await(0, BACK);

            proxy.stall();
            int room = levels.room();
            fill(stripe, levels, 0.55 * room);
            levels.await(1, SOON);
            fill(stripe, levels, 0.7 * room);
            levels.await(2, SOON);
            fill(stripe, levels, 0.85 * room);
            levels.await(3, SOON);
            HttpResponse<String> order = order(service);
            assertEquals(429, order.statusCode());
            assertEquals(429, release(service).statusCode());
            assertLater(order.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(
                    "application/problem+json",
                    order.headers().firstValue("Content-Type").orElseThrow());

            fill(stripe, levels, room);
            Probe refused = Probe.post(scene, service, "evt_shed");
            assertEquals(503, refused.status());
            assertLater(refused.retryAfter().orElseThrow());
            levels.await(4, SOON);
            fill(github, levels, 1.25 * room);
            github.send(20);
            Patience.await(SOON, () -> github.statuses().getOrDefault(503, 0) == 20, () -> "the last are refused");
            levels.await(5, SOON);
            assertEquals(21, (int) levels.sum("holdfast_deliveries_unavailable_total{reason=\"shed\""), "counted");

            proxy.heal();
            Patience.await(SOON, () -> stripe.open() + github.open() == 0, () -> "every one is answered");
            assertEquals(Set.of(200), stripe.statuses().keySet(), "what was let in is kept");
            assertEquals(Set.of(200, 503), github.statuses().keySet());
            levels.await(0, BACK);
            assertEquals(200, order(service).statusCode());
            assertEquals(200, Probe.post(scene, service, "evt_shed").status());
        }
    }

    /** About three times what the database takes; how much that is depends on the machine, that it is kept does not. */
    private static void loaded(Scene scene, FaultProxy proxy, Service service, Levels levels) {
        proxy.slow(Duration.ofMillis(10));
        try (OpenLoad load = new OpenLoad(
                scene.ledger(),
                Requests.stripe(scene.signer(), "evt_l"),
                service.address(),
                1_000,
                3_000,
                Duration.ofSeconds(4))) {
            System.out.println("overload: " + load.await().summary());
            assertEquals(Set.of(200, 503), load.statuses().keySet(), load::summary);
            assertTrue(levels.level() > 0, "overloaded");
        }
        levels.await(0, BACK);
        proxy.heal();
        assertEquals(200, Probe.post(scene, service, "evt_after").status());
    }

    private static ServiceSettings settings(Scene scene) {
        return scene.settings(32)
                .source(GITHUB, "vendor: github, secrets: [\"" + GITHUB_SECRET + "\"]")
                .route(GITHUB, "ledger")
                .set("holdfast.journal.answer-within", "25s")
                .set("holdfast.journal.lease", "60s")
                .set("holdfast.admin.tokens.op.sha256", OPERATOR)
                .set("holdfast.admin.tokens.op.role", "operator");
    }

    private static ServiceSettings behind(FaultProxy proxy, Postgres postgres, ServiceSettings settings) {
        Database database = postgres.database();
        return settings.database(
                new Database(database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/")));
    }

    private static Requests github(String prefix) {
        return new GithubRequests(GITHUB, GITHUB_SECRET, prefix, 500);
    }

    /** Sends until so many deliveries are under way. */
    private static void fill(Waiting vendor, Levels levels, double deliveries) {
        int wanted = (int) Math.ceil(deliveries);
        vendor.send(wanted - levels.underWay());
        Patience.await(SOON, () -> levels.underWay() == wanted, () -> levels.underWay() + " under way of " + wanted);
    }

    private static void assertLater(String seconds) {
        int wait = Integer.parseInt(seconds);
        assertTrue(wait >= 5 && wait <= 30, () -> "Retry-After: " + seconds);
    }

    private static HttpResponse<String> order(Service service) throws IOException, InterruptedException {
        return post(service, "dead-letters/redrive", "{\"target\":\"ledger\"}");
    }

    private static HttpResponse<String> release(Service service) throws IOException, InterruptedException {
        return post(service, "quarantine/release", "{\"source\":\"" + Scene.SOURCE + "\"}");
    }

    private static HttpResponse<String> post(Service service, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.adminPort() + "/admin/v1/" + path))
                .header("Authorization", "Bearer operator")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
