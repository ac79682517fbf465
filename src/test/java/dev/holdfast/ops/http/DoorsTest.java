package dev.holdfast.ops.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.admin.Office;
import dev.holdfast.ops.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@WithTestResource(PostgresResource.class)
@TestProfile(Office.class)
class DoorsTest {
    @Inject
    AdminListener admin;

    @Inject
    BadLogins badLogins;

    @Test
    void thePublicDoorLetsWebhooksIn() throws IOException {
        assertEquals("let in", body(ask(port(), "GET /webhooks/door-test HTTP/1.1", "")));
        assertEquals(
                "let in",
                body(ask(port(), "GET /webhooks/door-test?a=%2F HTTP/1.1", "Authorization: Bearer not-ours\r\n")));
    }

    @Test
    void aSourceThatNobodyKnowsIsAnsweredWithoutAWord() throws IOException {
        String answer = ask(port(), "POST /webhooks/unknown HTTP/1.1", "");
        assertEquals(404, status(answer));
        assertEquals("", body(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/webhooks",
                "/webhooks/",
                "/webhooks//a",
                "/webhooks/a/",
                "/webhooks/a/b",
                "/webhooks/../admin/v1/test/viewer",
                "/webhooks/%2e%2e/admin/v1/test/viewer",
                "/webhooks/..%2fadmin",
                "/webhooks/a;x",
                "/webhooks;x/a",
                "/webhooks/a%3Bx",
                "/webhooks/A",
                "/webhooks/ü",
                "/webhooks/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "//webhooks/door-test",
                "/./webhooks/door-test",
                "/admin/v1/test/viewer",
                "/admin/v1/test/broken",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/q/dev-ui",
                "/q",
                "/demo",
                "/WEBHOOKS/a",
                "/%77ebhooks/door-test",
                "/webhooks\\a",
                "/favicon.ico",
            })
    void thePublicDoorLetsNothingElseIn(String path) throws IOException {
        String answer = ask(port(), "GET " + path + " HTTP/1.1", "");
        assertTrue(answer.startsWith("HTTP/1.1 404 ") || answer.startsWith("HTTP/1.1 400 "), answer);
        assertEquals("", body(answer));
    }

    @Test
    void theAdminDoorLetsNoWebhookIn() throws IOException {
        for (String path : new String[] {
            "/webhooks/door-test", "//webhooks/door-test", "/%77ebhooks/door-test", "/a/../webhooks/door-test"
        }) {
            String answer = ask(admin.port(), "GET " + path + " HTTP/1.1", "");
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, 200, 403, 403",
        "operator, 200, 200, 403",
        "admin, 200, 200, 200",
        "nobody, 401, 401, 401",
        "'', 401, 401, 401",
    })
    void rolesAreNested(String token, int viewer, int operator, int admin) throws IOException {
        badLogins.forget();
        assertEquals(viewer, status(asHolder(token, "/admin/v1/test/viewer")));
        assertEquals(operator, status(asHolder(token, "/admin/v1/test/operator")));
        assertEquals(admin, status(asHolder(token, "/admin/v1/test/admin")));
    }

    @Test
    void theHolderOfATokenIsKnownByName() throws IOException {
        assertEquals("operator-token", body(asHolder("operator", "/admin/v1/test/viewer")));
    }

    @Test
    void aMethodThatNamesNoRoleIsDeniedToEveryone() throws IOException {
        assertEquals(403, status(asHolder("admin", "/admin/v1/test/forgotten")));
        assertEquals(401, status(ask(admin.port(), "GET /admin/v1/test/forgotten HTTP/1.1", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic dmlld2VyOnZpZXdlcg==\r\n",
                "Authorization: viewer\r\n",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer viewer, Bearer admin\r\n",
                "Authorization: Bearer viewer\r\nAuthorization: Bearer viewer\r\n",
                "Authorization: Bearer d35ca5051b82ffc326a3b0b6574a9a3161dee16b9478a199ee39cd803ce5b799\r\n",
                "Cookie: token=viewer\r\n",
            })
    void nothingButOneBearerTokenCounts(String headers) throws IOException {
        badLogins.forget();
        String answer = ask(admin.port(), "GET /admin/v1/test/viewer HTTP/1.1", headers);
        assertEquals(401, status(answer));
        assertTrue(answer.contains("www-authenticate: Bearer") || answer.contains("WWW-Authenticate: Bearer"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//admin/v1/test/admin",
                "/admin/v1/test/admin;x",
                "/admin/v1/test/admin%3Bx",
                "/admin%2Fv1/test/admin",
                "/admin/v1/test%5Cadmin",
                "/admin/./v1/test/admin",
                "/admin/v1/x/%2e%2e/test/admin",
                "/admin/v1//test/admin"
            })
    void noSpellingOfAPathGoesAroundItsRole(String path) throws IOException {
        badLogins.forget();
        for (String headers : new String[] {"", "Authorization: Bearer viewer\r\n"}) {
            int status = status(ask(admin.port(), "GET " + path + " HTTP/1.1", headers));
            assertTrue(status == 401 || status == 403 || status == 404 || status == 400, path + " " + status);
        }
    }

    @Test
    void guessingIsStoppedAfterTwentyTries() throws IOException {
        badLogins.forget();
        for (int i = 0; i < 20; i++) {
            assertEquals(401, status(asHolder("guess" + i, "/admin/v1/test/viewer")));
        }
        String answer = asHolder("guess", "/admin/v1/test/viewer");
        assertEquals(429, status(answer));
        assertTrue(answer.contains("retry-after: 60"), answer);
        badLogins.forget();
        assertEquals(200, status(asHolder("viewer", "/admin/v1/test/viewer")));
    }

    @Test
    void noErrorTellsHowWeAreBuilt() throws IOException {
        for (String answer : new String[] {
            ask(admin.port(), "GET /admin/v1/test/broken HTTP/1.1", ""),
            ask(admin.port(), "GET /admin/v1/nothing HTTP/1.1", ""),
            ask(admin.port(), "DELETE /admin/v1/test/viewer HTTP/1.1", ""),
            ask(
                    admin.port(),
                    "POST /admin/v1/test/body HTTP/1.1",
                    "Content-Type: application/json\r\nContent-Length: 5\r\n",
                    "{\"tex"),
            ask(
                    admin.port(),
                    "POST /admin/v1/test/body HTTP/1.1",
                    "Content-Type: text/plain\r\nContent-Length: 2\r\n",
                    "{}"),
            ask(admin.port(), "POST /admin/v1/test/body HTTP/1.1", "Content-Length: 99999999\r\n"),
        }) {
            assertTrue(status(answer) >= 400, answer);
            assertTrue(answer.contains("application/problem+json"), answer);
            assertTrue(body(answer).contains("\"status\":" + status(answer)), answer);
            for (String word : new String[] {
                "dev.holdfast", "Exception", "select", "at ", "quarkus", "io.vertx", "jackson", "<html"
            }) {
                assertFalse(answer.contains(word), answer);
            }
        }
    }

    @Test
    void healthAndMetricsAreOnTheManagementDoorAndOpenApiOnTheAdminDoor() throws IOException {
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        int actual = management == 0
                ? ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class)
                : management;
        String ready = ask(actual, "GET /q/health/ready HTTP/1.1", "");
        assertEquals(200, status(ready));
        assertEquals(Set.of("journal", "Graceful Shutdown"), checks(body(ready)), "who keeps it from taking webhooks");
        assertEquals(200, status(ask(actual, "GET /q/metrics HTTP/1.1", "")));
        assertEquals(404, status(ask(actual, "GET /q/openapi HTTP/1.1", "")));
        assertEquals(200, status(ask(admin.port(), "GET /q/openapi HTTP/1.1", "")));
        assertEquals(404, status(ask(admin.port(), "GET /q/health/ready HTTP/1.1", "")));
        assertEquals(404, status(ask(admin.port(), "GET /q/metrics HTTP/1.1", "")));
    }

    @ParameterizedTest
    @CsvSource({"3000, 0, 414", "10, 20000, 431"})
    void aRequestLineOrHeadersPastTheirLimitAreRefused(int line, int header, int status) throws IOException {
        String answer = ask(
                port(),
                "GET /webhooks/door-test?" + "a".repeat(line) + " HTTP/1.1",
                "X: " + "b".repeat(header) + "\r\n");
        assertEquals(status, status(answer));
    }

    private String asHolder(String token, String path) throws IOException {
        return ask(admin.port(), "GET " + path + " HTTP/1.1", "Authorization: Bearer " + token + "\r\n");
    }

    private static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** The names in an answer about health. */
    private static Set<String> checks(String json) {
        return Pattern.compile("\"name\": *\"([^\"]+)\"")
                .matcher(json)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static String ask(int port, String line, String headers) throws IOException {
        return ask(port, line, headers, "");
    }

    /** Raw, because clients tidy up paths. */
    private static String ask(int port, String line, String headers, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String request = line + "\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
