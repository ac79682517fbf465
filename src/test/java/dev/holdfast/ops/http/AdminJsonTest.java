package dev.holdfast.ops.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.holdfast.admin.Office;
import dev.holdfast.ops.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who redrives one event and misspells a member must not redrive them all. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(Office.class)
class AdminJsonTest {
    @Inject
    AdminListener admin;

    @Test
    void aBodyThatIsAskedForIsTaken() {
        post("application/json", "{\"target\":\"billing\",\"events\":[\"evt_0000000000000\"]}")
                .then()
                .statusCode(200)
                .body("redriven", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"target\":\"billing\",\"event\":[\"x\"]}",
                "{\"target\":\"billing\",\"Target\":\"crm\"}",
                "{\"target\":\"billing\",\"target\":\"crm\"}",
                "{\"target\":\"billing\"} {\"target\":\"crm\"}",
                "{\"target\":[\"billing\"]}",
                "{\"target\":\"billing\",\"events\":\"x\"}",
                "[]",
                "null",
                "",
                "{\"target\"",
            })
    void aBodyThatIsNotExactlyThatIsRefused(String json) {
        refused(json);
    }

    @Test
    void aBodyThatIsCostlyToReadIsRefused() {
        refused("{\"target\":" + "[".repeat(65) + "]".repeat(65) + "}");
        refused("{\"target\":" + "1".repeat(101) + "}");
        refused("{\"" + "n".repeat(257) + "\":1}");
        refused("{\"target\":\"billing\",\"events\":[" + "\"\",".repeat(100_000) + "\"\"]}");
    }

    @Test
    void whatIsMissingIsNamed() {
        post("application/json", "{}").then().statusCode(400).body("detail", equalTo("target is required"));
    }

    @Test
    void aBodyOfAnotherKindIsRefused() {
        post("text/plain", "{\"target\":\"billing\"}").then().statusCode(415);
        post("application/xml", "<target/>").then().statusCode(415);
    }

    private void refused(String json) {
        post("application/json", json)
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(400));
    }

    private Response post(String type, String body) {
        return given().baseUri("http://localhost")
                .port(admin.port())
                .header("Authorization", "Bearer operator")
                .contentType(type)
                .body(body)
                .post("/admin/v1/dead-letters/redrive");
    }
}
