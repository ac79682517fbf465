package dev.holdfast.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import dev.holdfast.process.FreePorts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The first five minutes, end to end: the vendor posts by itself, and the inbox has it, verified. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(DemoTest.On.class)
class DemoTest {
    @Inject
    AdminListener admin;

    @Inject
    Pool database;

    /** The demo, with an inbox whose port is known before it listens. */
    public static final class On implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "holdfast.demo", "true",
                    "holdfast.admin.port", Integer.toString(FreePorts.next()),
                    "holdfast.admin.tokens.op.sha256",
                            "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23",
                    "holdfast.admin.tokens.op.role", "operator");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Fast.class);
        }
    }

    /** Its vendor loses the first event after a second and a half. */
    @Alternative
    @Singleton
    public static final class Fast extends DemoPace {
        @Override
        public long everyMillis() {
            return 300;
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
    void whatTheVendorLosesIsFoundAndDeliveredAndABackfillFindsNothingMore() {
        // The first is lost after 1.5 s, and a round ends 5 s before now. Nobody waits here for the 20 s between
        // rounds.
        eventually("the gap is delivered", Duration.ofSeconds(70), () -> {
            database.query("update runner set due_at = now()").execute();
            return page().contains("<td>pull<td class=\"yes\">");
        });
        eventually("the gap is listed", Duration.ofSeconds(10), () -> gaps().getLong("total") >= 1);
        JsonPath told = gaps();
        assertEquals(
                told.getList("gaps").size(),
                told.getList("hours.gaps", Long.class).stream()
                        .mapToLong(Long::longValue)
                        .sum());

        Response ordered = operator()
                .contentType("application/json")
                .body("{\"source\":\"demo\",\"from\":\"" + Instant.now().minusSeconds(600) + "\"}")
                .post("/admin/v1/backfills");
        ordered.then().statusCode(202);
        String location = ordered.header("Location");
        eventually(
                "the backfill is finished",
                Duration.ofSeconds(30),
                () -> operator().get(location).jsonPath().getString("state").equals("finished"));
        operator()
                .get(location)
                .then()
                .statusCode(200)
                .body("source", equalTo("demo"))
                .body("fetched", greaterThanOrEqualTo(5))
                .body("calls", greaterThanOrEqualTo(1))
                .body("error", nullValue());
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

    private JsonPath gaps() {
        return operator().get("/admin/v1/sources/demo/gaps").jsonPath();
    }

    private RequestSpecification operator() {
        return given().baseUri("http://localhost").port(admin.port()).header("Authorization", "Bearer operator");
    }

    private static void eventually(String what, Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "never: " + what);
            LockSupport.parkNanos(200_000_000);
        }
    }

    private String page() {
        return given().baseUri("http://localhost")
                .port(admin.port())
                .get("/demo")
                .asString();
    }
}
