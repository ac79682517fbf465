package dev.holdfast.ops;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code docs/metrics.md} is a contract: what stands there is there, and nothing else. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@WithTestResource(AnsweringTargets.class)
class MetricsPageTest {
    private static final List<String> VERDICTS = List.of("relayed", "retry", "dead", "pause");

    @Test
    void thePageNamesEveryMeterWithItsLabelsAndNoOther() throws Exception {
        deliver("{\"id\":\"evt_metrics\",\"type\":\"invoice.paid\",\"created\":1795166395}");
        Scrape scrape = settled();
        Map<String, Map<String, Set<String>>> shown = scrape.meters();
        Map<String, Map<String, Set<String>>> written = MetricsPage.read();

        assertEquals(written.keySet(), shown.keySet());
        written.forEach((meter, labels) -> {
            assertEquals(Set.copyOf(labels.keySet()), shown.get(meter).keySet(), meter);
            labels.forEach((label, values) -> {
                if (!values.isEmpty()) {
                    assertEquals(values, shown.get(meter).get(label), meter + " " + label);
                }
            });
        });
    }

    @Test
    void gaugesTellTheStateOfTheJournalAndTheTargets() throws Exception {
        deliver("{\"id\":\"evt_gauges\",\"type\":\"invoice.paid\",\"created\":1795166395}");
        Scrape scrape = settled();
        assertEquals(1, scrape.sum("holdfast_lane_held"));
        assertTrue(scrape.sum("holdfast_lane_lease_left_seconds") > 0);
        assertEquals(1, scrape.sum("holdfast_replicas"));
        assertEquals(1, scrape.sum("holdfast_target_paused", "target=\"gone\""));
        assertEquals(0, scrape.sum("holdfast_target_paused", "target=\"well\""));
        assertTrue(scrape.sum("holdfast_delivery_age_seconds", "source=\"pay\"") < 20);
    }

    private static void deliver(String body) throws Exception {
        long now = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(AnsweringTargets.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((now + "." + body).getBytes(StandardCharsets.UTF_8));
        given().contentType("application/json")
                .header("Stripe-Signature", "t=" + now + ",v1=" + HexFormat.of().formatHex(signature))
                .body(body)
                .post("/webhooks/pay")
                .then()
                .statusCode(200);
    }

    /** What is shown once every verdict was given and a target is paused. */
    private static Scrape settled() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
        long end = System.nanoTime() + 20_000_000_000L;
        while (true) {
            Scrape scrape = new Scrape(given().baseUri("http://localhost")
                    .port(port)
                    .accept("text/plain")
                    .get("/q/metrics")
                    .asString());
            boolean all =
                    VERDICTS.stream().allMatch(v -> scrape.sum("holdfast_attempts_total", "verdict=\"" + v + "\"") > 0);
            if (all && scrape.sum("holdfast_target_paused") > 0) {
                return scrape;
            }
            assertTrue(System.nanoTime() < end, "not every verdict was counted, or nothing is paused");
            LockSupport.parkNanos(50_000_000);
        }
    }
}
