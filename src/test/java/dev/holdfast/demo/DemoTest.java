package dev.holdfast.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import dev.holdfast.process.FreePorts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The first five minutes, end to end: the vendor posts by itself, and the inbox has it, verified. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestProfile(DemoTest.On.class)
class DemoTest {
    @Inject
    AdminListener admin;

    /** The demo, with an inbox whose port is known before it listens. */
    public static final class On implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("holdfast.demo", "true", "holdfast.admin.port", Integer.toString(FreePorts.next()));
        }
    }

    @Test
    void whatTheVendorPostsComesToTheInboxVerified() {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!page().contains("order.created")) {
            assertTrue(System.nanoTime() < end, "nothing came");
            LockSupport.parkNanos(100_000_000);
        }
        assertTrue(page().contains("<td class=\"yes\">verified"), this::page);
        assertTrue(!page().contains("does not hold"), this::page);
    }

    @Test
    void thePageRunsNoScript() {
        given().baseUri("http://localhost")
                .port(admin.port())
                .get("/demo")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    private String page() {
        return given().baseUri("http://localhost")
                .port(admin.port())
                .get("/demo")
                .asString();
    }
}
