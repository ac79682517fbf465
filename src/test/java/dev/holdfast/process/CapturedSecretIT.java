package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vendor that brings its secret: taken once, while an operator waits for it, and known to all replicas for good. */
class CapturedSecretIT {
    private static final String SOURCE = "asana-live";
    private static final String SECRET = "CANARYb537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012";
    private static final String MASTER = "5cS7mBmVYvH1QhVbq0a1cUQ1u8mJm3qVd3y8cIY0x2E=";
    private static final String NEXT_MASTER = "Q2m9V7fXo0rJ8n1s4tLw6yZ3bC5dE7gH9jK1mN3pR5s=";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Scene scene = new Scene("captured-secret");
    private Postgres postgres;
    private Service one;
    private Conversation first;

    @BeforeEach
    void start() throws GeneralSecurityException {
        postgres = scene.postgres();
        one = scene.service("one", settings(MASTER));
        first = new Conversation(one);
    }

    @AfterEach
    void end() throws Exception {
        String log = Files.readString(one.log());
        scene.close();
        assertFalse(log.contains("CANARY"), "the secret is in the log");
        assertFalse(log.contains(MASTER), "the master key is in the log");
    }

    private ServiceSettings settings(String masters) throws GeneralSecurityException {
        ServiceSettings settings = new ServiceSettings()
                .source(SOURCE, "vendor: asana")
                .source("asana-configured", "vendor: asana, secrets: [\"a secret that is configured\"]")
                .stripe(Scene.SOURCE, Scene.SECRET)
                .set("holdfast.shutdown.delay", "0s")
                .database(postgres.database());
        for (String role : List.of("viewer", "operator", "admin")) {
            Conversation.withToken(settings, role);
        }
        return masters.isEmpty() ? settings : settings.environment("HOLDFAST_SECRET_MASTER_KEYS", masters);
    }

    private static HttpResponse<String> offer(Conversation with, String secret) {
        return with.post(SOURCE, "", "X-Hook-Secret", secret);
    }

    private static HttpResponse<String> signed(Conversation with, String secret, String gid) throws Exception {
        String body = "{\"events\":[{\"action\":\"changed\",\"resource\":{\"gid\":\"" + gid
                + "\",\"resource_type\":\"task\"},\"created_at\":\"2026-11-20T06:00:00.000Z\"}]}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return with.post(SOURCE, body, "X-Hook-Signature", signature);
    }

    private static boolean accepts(Conversation with, String gid) {
        try {
            return signed(with, SECRET, gid).statusCode() == 200;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void soon(String what, BooleanSupplier holds) {
        Patience.await(SOON, holds, () -> what);
    }

    private int open(Conversation with, String role) {
        return with.admin(role, "POST", "sources/" + SOURCE + "/capture-window").statusCode();
    }

    @Test
    void aSecretIsTakenOnceWhileSomebodyWaitsForItAndHoldsFromThenOn() throws Exception {
        Service two = scene.service("two", settings(MASTER));
        Conversation second = new Conversation(two);

        assertEquals(401, offer(first, SECRET).statusCode(), "nobody waits");
        assertEquals(401, signed(first, SECRET, "early").statusCode());
        assertEquals(403, open(first, "viewer"));
        assertEquals(401, offer(first, SECRET).statusCode(), "a viewer opens nothing");
        assertEquals(200, open(first, "operator"));
        soon("the other replica waits too", () -> state(second).contains("\"open\""));

        Patience.pause(Duration.ofMillis(1_500));
        HttpResponse<String> taken = offer(second, SECRET);
        assertEquals(200, taken.statusCode());
        assertEquals(SECRET, taken.headers().firstValue("X-Hook-Secret").orElseThrow());
        assertEquals(401, offer(second, SECRET + "0").statusCode(), "one secret, once");
        assertEquals(401, offer(first, SECRET + "0").statusCode(), "one secret, once, by all replicas");

        assertEquals(200, signed(second, SECRET, "a").statusCode(), "at once where it was taken");
        soon("the first replica knows it", () -> accepts(first, "b"));
        assertEquals(401, signed(first, SECRET + "0", "c").statusCode());
        assertEquals(409, open(first, "operator"), "it has a secret");
        assertEquals(
                0,
                postgres.database()
                        .number("select count(*) from captured_secret where position('CANARY'::bytea in sealed) > 0"
                                + " or captured_secret::text like '%CANARY%'"));

        one.stop(Duration.ofSeconds(30));
        one.start();
        assertEquals(200, signed(first, SECRET, "d").statusCode(), "after a restart");
    }

    private static String state(Conversation with) {
        return with.admin("viewer", "GET", "sources/" + SOURCE + "/captured-secret")
                .body();
    }

    @Test
    void ofManyWhoOfferAtOnceOneIsBelieved() throws Exception {
        Conversation second = new Conversation(scene.service("two", settings(MASTER)));
        assertEquals(200, open(first, "operator"));
        Patience.pause(Duration.ofSeconds(2));
        List<String> offered = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            offered.add(SECRET + i);
            answers.add((i % 2 == 0 ? first : second).posting(SOURCE, "", "X-Hook-Secret", SECRET + i));
        }
        List<String> believed = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            int status = answers.get(i).get().statusCode();
            assertTrue(status == 200 || status == 401, () -> "a vendor saw " + status);
            if (status == 200) {
                believed.add(offered.get(i));
            }
        }
        assertEquals(1, believed.size());
        for (Conversation replica : List.of(first, second)) {
            soon("it is the secret", () -> holds(replica, believed.get(0)));
        }
        assertEquals(
                401,
                signed(first, offered.get(believed.get(0).equals(SECRET + 0) ? 1 : 0), "x")
                        .statusCode());
    }

    private static boolean holds(Conversation with, String secret) {
        try {
            return signed(with, secret, "holds").statusCode() == 200;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsForgottenHoldsNoMoreAndAnotherMayTakeItsPlace() throws Exception {
        assertEquals(200, open(first, "operator"));
        assertEquals(200, offer(first, SECRET).statusCode());
        assertEquals(200, signed(first, SECRET, "a").statusCode());
        String path = "sources/" + SOURCE + "/captured-secret";
        assertTrue(state(first).contains("\"state\":\"captured\",\"openedBy\":\"operator\""), () -> state(first));
        assertFalse(state(first).contains("CANARY"));

        assertEquals(403, first.admin("operator", "DELETE", path).statusCode());
        assertEquals(204, first.admin("admin", "DELETE", path).statusCode());
        assertEquals(404, first.admin("admin", "DELETE", path).statusCode());
        assertEquals(401, signed(first, SECRET, "b").statusCode());
        assertEquals(401, offer(first, SECRET).statusCode(), "nobody waits");

        assertEquals(200, open(first, "operator"));
        assertEquals(200, offer(first, SECRET + "next").statusCode());
        assertEquals(200, signed(first, SECRET + "next", "c").statusCode());
        assertEquals(401, signed(first, SECRET, "d").statusCode());
    }

    @Test
    void aWindowClosesByItself() throws Exception {
        assertEquals(200, open(first, "operator"));
        postgres.database().run("update captured_secret set open_until = now() - interval '1 second'");
        assertEquals(401, offer(first, SECRET).statusCode(), "the database's clock decides");
        assertTrue(state(first).contains("\"state\":\"nothing\""), () -> state(first));
    }

    @Test
    void aStrangersOfferAsksTheDatabaseNothing() {
        postgres.kill();
        for (int i = 0; i < 20; i++) {
            long from = System.nanoTime();
            assertEquals(401, offer(first, SECRET).statusCode());
            assertTrue(System.nanoTime() - from < Duration.ofMillis(500).toNanos());
        }
        postgres.start();
    }

    @Test
    void whereThereIsNothingToWaitForNoWindowOpens() throws Exception {
        assertConflict(first, "sources/asana-configured/capture-window", "one is configured");
        assertConflict(first, "sources/" + Scene.SOURCE + "/capture-window", "waits for no secret");
        assertEquals(
                404,
                first.admin("operator", "POST", "sources/nobody/capture-window").statusCode());
        Conversation without = new Conversation(scene.service("without", settings("")));
        assertConflict(without, "sources/" + SOURCE + "/capture-window", "holdfast.secret.master-keys");
        assertEquals(401, offer(without, SECRET).statusCode());
    }

    private static void assertConflict(Conversation with, String path, String why) {
        HttpResponse<String> refused = with.admin("operator", "POST", path);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains(why), refused::body);
    }

    @Test
    void aMasterKeyIsRotatedWithoutAGap() throws Exception {
        assertEquals(200, open(first, "operator"));
        assertEquals(200, offer(first, SECRET).statusCode());
        String before = sealed();
        one.stop(Duration.ofSeconds(30));

        Service both = scene.service("both", settings(NEXT_MASTER + "," + MASTER));
        assertEquals(200, signed(new Conversation(both), SECRET, "a").statusCode());
        soon("it is sealed again", () -> !sealed().equals(before));
        both.stop(Duration.ofSeconds(30));
        Service next = scene.service("next", settings(NEXT_MASTER));
        assertEquals(200, signed(new Conversation(next), SECRET, "b").statusCode());
        next.stop(Duration.ofSeconds(30));

        try (Service old = new Service(scene.dir().sub("old"), settings(MASTER)).launch()) {
            assertNotEquals(0, old.exitCode(Duration.ofSeconds(60)));
            String log = Files.readString(old.log());
            assertTrue(
                    log.contains("holdfast.secret.master-keys: the captured secret of " + SOURCE),
                    () -> "the log does not name the key:\n" + log);
        }
        try (Service none = new Service(scene.dir().sub("none"), settings("")).launch()) {
            assertNotEquals(0, none.exitCode(Duration.ofSeconds(60)));
        }
    }

    private String sealed() {
        return postgres.database().text("select encode(sealed, 'hex') from captured_secret");
    }
}
