package dev.holdfast.demo;

import static io.restassured.RestAssured.given;

import dev.holdfast.ops.AnsweringTargets;
import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.http.AdminListener;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nothing of the demo is there unless it was asked for: its secrets are public. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@WithTestResource(AnsweringTargets.class)
class DemoAbsentTest {
    @Inject
    AdminListener admin;

    @Test
    void withoutTheFlagThereIsNoPageNoInboxAndNoSource() {
        given().baseUri("http://localhost")
                .port(admin.port())
                .get("/demo")
                .then()
                .statusCode(404);
        given().baseUri("http://localhost")
                .port(admin.port())
                .body("{}")
                .post("/demo/inbox")
                .then()
                .statusCode(404);
        given().body("{}").post("/webhooks/demo").then().statusCode(404);
    }
}
