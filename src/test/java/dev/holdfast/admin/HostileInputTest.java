package dev.holdfast.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.EventId;
import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no caller means and some callers send: an answer that names it, and never a fault of ours. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(Office.class)
class HostileInputTest {
    private static final String NUL = "U+0000";

    @Inject
    AdminListener admin;

    @ParameterizedTest
    @CsvSource({
        "dead-letters?target=a%00b, " + NUL,
        "refusals?source=a%00b, " + NUL,
        "quarantine?source=a%00b, " + NUL,
        "backfills?source=a%00b, " + NUL,
        "sources/pay/gaps?to=-999999999-01-01T00:00:00Z, to is between",
        "sources/pay/gaps?from=%2B999999999-12-31T23:59:59Z, from is between",
    })
    void aQuestionThatNoDatabaseCanBeAskedIsRefused(String path, String fault) {
        as("viewer")
                .urlEncodingEnabled(false)
                .get("/admin/v1/" + path)
                .then()
                .statusCode(400)
                .body("detail", containsString(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dead-letters/redrive|{'target':'a\\u0000b'}|" + NUL,
                "dead-letters/redrive|{'target':'t','events':[null]}|an event's id is missing",
                "dead-letters/redrive|{'target':'t','events':[]}|events names none",
                "quarantine/release|{'source':'a\\u0000b'}|" + NUL,
                "quarantine/release|{'source':'pay','before':'+1000000000-12-31T23:59:59Z'}|before is between",
                "backfills|{'source':'pay','from':'-999999999-01-01T00:00:00Z'}|from is between",
                "backfills|{'source':'pay','from':'2026-01-01T00:00:00Z','types':['a\\u0000b']}|",
            })
    void anOrderThatNothingCanCarryOutIsRefused(String path, String json, String fault) {
        as("operator")
                .contentType("application/json")
                .body(json.replace('\'', '"'))
                .post("/admin/v1/" + path)
                .then()
                .statusCode(400)
                .body("detail", containsString(fault == null ? "" : fault));
    }

    @Test
    void whatCameBeforeATimePastTheLastIdIsAll() {
        as("operator")
                .contentType("application/json")
                .body("{\"source\":\"pay\",\"before\":\"2100-01-01T00:00:00Z\"}")
                .post("/admin/v1/quarantine/release")
                .then()
                .statusCode(200);
        assertTrue(EventId.first(0, EventId.LAST_MILLIS) > 0);
    }

    @ParameterizedTest
    @CsvSource({"targets/%00/resume"})
    void aNameThatNothingHasIsRefused(String path) {
        as("operator")
                .urlEncodingEnabled(false)
                .post("/admin/v1/" + path)
                .then()
                .statusCode(400)
                .body("detail", containsString(NUL));
    }

    private RequestSpecification as(String token) {
        return given().baseUri("http://localhost").port(admin.port()).header("Authorization", "Bearer " + token);
    }
}
