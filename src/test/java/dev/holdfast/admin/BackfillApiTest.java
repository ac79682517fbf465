package dev.holdfast.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backfills are ordered, looked at and cancelled over the admin API; the vendor is away meanwhile. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(Office.class)
class BackfillApiTest {
    private static final String DAY = LocalDate.now(ZoneOffset.UTC).minusDays(2) + "T";

    @Inject
    AdminListener admin;

    @Test
    void oneIsOrderedLookedAtAndCancelled() {
        Response ordered = order("{\"source\":\"pay\",\"from\":\"" + DAY + "01:00:00Z\",\"to\":\"" + DAY
                + "02:00:00Z\",\"types\":[\"invoice.*\"],\"dryRun\":true,\"maxCalls\":7}");
        String location = ordered.header("Location");
        ordered.then()
                .statusCode(202)
                .header("Location", containsString("/admin/v1/backfills/"))
                .body("source", equalTo("pay"))
                .body("state", equalTo("queued"));
        as("viewer")
                .get(location)
                .then()
                .statusCode(200)
                .body("from", equalTo(DAY + "01:00:00Z"))
                .body("to", equalTo(DAY + "02:00:00Z"))
                .body("types", equalTo(java.util.List.of("invoice.*")))
                .body("dryRun", equalTo(true))
                .body("maxCalls", equalTo(7))
                .body("pages", equalTo(0))
                .body("estimatedEnd", nullValue())
                .body("requestedAt", notNullValue());
        as("viewer")
                .get("/admin/v1/backfills?source=pay")
                .then()
                .statusCode(200)
                .body("source", everyItem(equalTo("pay")));
        as("viewer")
                .get("/admin/v1/backfills?source=plain")
                .then()
                .statusCode(200)
                .body("", hasSize(0));

        as("viewer").delete(location).then().statusCode(403);
        as("operator").delete(location).then().statusCode(204);
        as("viewer").get(location).then().body("state", equalTo("cancelled")).body("finishedAt", notNullValue());
        as("operator").delete(location).then().statusCode(409).body("detail", containsString("is cancelled"));
        as("operator").delete("/admin/v1/backfills/999999").then().statusCode(404);
    }

    @Test
    void anotherOfTheSameWindowIsRefusedAndTheFirstIsNamed() {
        int first = order(window("03:00:00Z", "05:00:00Z"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        order(window("04:00:00Z", "06:00:00Z"))
                .then()
                .statusCode(409)
                .body("detail", containsString("backfill " + first + " is "));
        int beside = order(window("05:00:00Z", "06:00:00Z"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        as("viewer")
                .get("/admin/v1/backfills")
                .then()
                .body("id", hasItem(first))
                .body("id", hasItem(beside));
        as("operator").delete("/admin/v1/backfills/" + first).then().statusCode(204);
        order(window("03:00:00Z", "04:00:00Z")).then().statusCode(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'from':'2026-11-20T00:00:00Z'}                                                          | source is",
                "{'source':'nobody','from':'2026-11-20T00:00:00Z'}                                        | source is",
                "{'source':'plain','from':'2026-11-20T00:00:00Z'}                                         | source is",
                "{'source':'pay'}                                                                         | from is required",
                "{'source':'pay','from':'yesterday'}                                                      | from is a time",
                "{'source':'pay','from':'2026-11-20T00:00:00Z','to':'2026-11-19T00:00:00Z'}               | from is before to",
                "{'source':'pay','from':'2026-11-20T00:00:00Z','to':'2999-11-19T00:00:00Z'}               | to is not in the future",
                "{'source':'pay','from':'2025-01-01T00:00:00Z','to':'2025-01-02T00:00:00Z'}               | stripe tells of the last 30 days",
                "{'source':'pay','from':'2026-11-20T00:00:00Z','to':'2026-11-20T00:01:00Z','maxCalls':0}  | maxCalls is 1 or more",
                "{'source':'pay','from':'2026-11-20T00:00:00Z','to':'2026-11-20T00:01:00Z','types':['']}  | each of types",
            })
    void whatCannotBeDoneIsRefusedAndTheFaultIsNamed(String json, String fault) {
        order(json.replace('\'', '"')).then().statusCode(400).body("detail", containsString(fault));
    }

    @Test
    void aViewerOrdersNothingAndAStrangerSeesNothing() {
        as("viewer")
                .contentType("application/json")
                .body(window("00:00:00Z", "00:30:00Z"))
                .post("/admin/v1/backfills")
                .then()
                .statusCode(403);
        for (String path :
                new String[] {"/backfills", "/backfills/1", "/sources", "/sources/pay", "/sources/pay/gaps"}) {
            given().baseUri("http://localhost")
                    .port(admin.port())
                    .get("/admin/v1" + path)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void sourcesTellWhenTheyWereLastHeardOf() {
        as("viewer")
                .get("/admin/v1/sources")
                .then()
                .statusCode(200)
                .body("source", equalTo(java.util.List.of("crm", "pay", "plain", "till")))
                .body("[1].stale", equalTo(false))
                .body("[1].newestPush", nullValue())
                .body("[1].reconciliation", notNullValue())
                .body("[2].reconciliation", nullValue());
        as("viewer").get("/admin/v1/sources/pay").then().statusCode(200).body("source.vendor", equalTo("stripe"));
        as("viewer").get("/admin/v1/sources/nobody").then().statusCode(404);
        as("viewer")
                .get("/admin/v1/sources/pay/gaps")
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("gaps", hasSize(0));
        as("viewer").get("/admin/v1/sources/pay/gaps?from=x").then().statusCode(400);
        as("viewer").get("/admin/v1/sources/pay/gaps?limit=0").then().statusCode(400);
        as("viewer").get("/admin/v1/sources/nobody/gaps").then().statusCode(404);
    }

    private Response order(String json) {
        return as("operator").contentType("application/json").body(json).post("/admin/v1/backfills");
    }

    private static String window(String from, String to) {
        return "{\"source\":\"pay\",\"from\":\"" + DAY + from + "\",\"to\":\"" + DAY + to + "\"}";
    }

    private RequestSpecification as(String token) {
        return given().baseUri("http://localhost").port(admin.port()).header("Authorization", "Bearer " + token);
    }
}
