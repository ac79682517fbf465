package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.faults.FaultProxy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Three and ten times what can be done, counted from the time when each request should have gone out. */
@Tag("long")
@Isolated("measures time")
class OverloadLongIT {
    private static final Duration PHASE = Duration.ofSeconds(Integer.getInteger("holdfast.overload.seconds", 20));
    private static final int CONNECTIONS = 1_800;
    private static final String GITHUB = "github-test";

    @Test
    void measure() {
        try (Scene scene = new Scene("overload-long")) {
            Postgres postgres = scene.postgres();
            ServiceSettings settings = scene.settings(64)
                    .source(GITHUB, "vendor: github, secrets: [\"github-secret-of-some-length\"]")
                    .route(GITHUB, "ledger")
                    .environment("HOLDFAST_LOG_LINES", "problems")
                    .java("-XX:TieredStopAtLevel=4");
            int slow = Integer.getInteger("holdfast.overload.slow", 20);
            if (slow > 0) {
                FaultProxy proxy =
                        FaultProxy.to("127.0.0.1", postgres.database().port());
                proxy.slow(Duration.ofMillis(slow));
                settings.environment(
                        "HOLDFAST_DATABASE_URL",
                        postgres.database()
                                .url()
                                .replace(":" + postgres.database().port() + "/", ":" + proxy.port() + "/"));
            } else {
                settings.database(postgres.database());
            }
            Service service = scene.service("service", settings);
            int n = 0;
            for (String rate : System.getProperty("holdfast.overload.rates", "300,600,1000,3000,10000,500")
                    .split(",")) {
                try (OpenLoad load = load(scene, service, "evt_" + n++ + "_", Double.parseDouble(rate))) {
                    System.out.println(load.await().summary());
                }
            }
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            assertEquals(Set.of(), verdict.lost());
        }
    }

    private static OpenLoad load(Scene scene, Service service, String prefix, double rate) {
        return new OpenLoad(
                scene.ledger(), Requests.stripe(scene.signer(), prefix), service.address(), CONNECTIONS, rate, PHASE);
    }
}
