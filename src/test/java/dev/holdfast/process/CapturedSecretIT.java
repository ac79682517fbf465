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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A vendor that brings its secret: taken once, while an operator waits for it, and known to all replicas for good. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapturedSecretIT {
    private static final String SECRET = "CANARYb537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012";
    private static final String MASTER = "5cS7mBmVYvH1QhVbq0a1cUQ1u8mJm3qVd3y8cIY0x2E=";
    private static final String NEXT_MASTER = "Q2m9V7fXo0rJ8n1s4tLw6yZ3bC5dE7gH9jK1mN3pR5s=";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Scene scene = new Scene("captured-secret");
    private Postgres postgres;
    private Service one;
    private Service two;
    private Conversation first;
    private Conversation second;

    /** Two replicas; each test has a source of its own. */
    @BeforeAll
    void start() throws GeneralSecurityException {
        postgres = scene.postgres();
        one = scene.service("one", settings(MASTER, "once", "many", "forgotten", "late", "strange"));
        first = new Conversation(one);
        two = scene.service("two", settings(MASTER, "once", "many", "forgotten", "late", "strange"));
        second = new Conversation(two);
    }

    @AfterAll
    void end() throws Exception {
        String log = Files.readString(one.log());
        scene.close();
        assertFalse(log.contains("CANARY"), "the secret is in the log");
        assertFalse(log.contains(MASTER), "the master key is in the log");
    }

    private ServiceSettings settings(String masters, String... sources) throws GeneralSecurityException {
        ServiceSettings settings = new ServiceSettings()
                .source("configured", "vendor: asana, secrets: [\"a secret that is configured\"]")
                .stripe(Scene.SOURCE, Scene.SECRET)
                .set("holdfast.shutdown.delay", "0s")
                .database(postgres.database());
        for (String source : sources) {
            settings.source(source, "vendor: asana");
        }
        for (String role : List.of("viewer", "operator", "admin")) {
            Conversation.withToken(settings, role);
        }
        return masters.isEmpty() ? settings : settings.environment("HOLDFAST_SECRET_MASTER_KEYS", masters);
    }

    private static HttpResponse<String> offer(Conversation with, String source, String secret) {
        return with.post(source, "", "X-Hook-Secret", secret);
    }

    /** The status of a delivery that is signed with a secret. */
    private static int signed(Conversation with, String source, String secret, String gid) {
        String body = "{\"events\":[{\"action\":\"changed\",\"resource\":{\"gid\":\"" + gid
                + "\",\"resource_type\":\"task\"},\"created_at\":\"2026-11-20T06:00:00.000Z\"}]}";
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            return with.post(source, body, "X-Hook-Signature", signature).statusCode();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String state(Conversation with, String source) {
        return with.admin("viewer", "GET", "sources/" + source + "/captured-secret")
                .body();
    }

    private static int open(Conversation with, String source, String role) {
        return with.admin(role, "POST", "sources/" + source + "/capture-window").statusCode();
    }

    /** All replicas look once a second. */
    private static void twoSeconds() {
        Patience.pause(Duration.ofSeconds(2));
    }

    private static void soon(String what, BooleanSupplier holds) {
        Patience.await(SOON, holds, () -> what);
    }

    @Test
    void aSecretIsTakenOnceWhileSomebodyWaitsForItAndHoldsFromThenOn() {
        String source = "once";
        assertEquals(401, offer(first, source, SECRET).statusCode(), "nobody waits");
        assertEquals(401, signed(first, source, SECRET, "early"));
        assertEquals(403, open(first, source, "viewer"));
        assertEquals(401, offer(first, source, SECRET).statusCode(), "a viewer opens nothing");
        assertEquals(200, open(first, source, "operator"));

        AtomicReference<HttpResponse<String>> taken = new AtomicReference<>();
        soon("the other replica waits for it, too", () -> {
            taken.set(offer(second, source, SECRET));
            return taken.get().statusCode() == 200;
        });
        assertEquals(SECRET, taken.get().headers().firstValue("X-Hook-Secret").orElseThrow());
        assertEquals(401, offer(second, source, SECRET + "0").statusCode(), "one secret, once");
        assertEquals(401, offer(first, source, SECRET + "0").statusCode(), "one secret, once, by all replicas");

        assertEquals(200, signed(second, source, SECRET, "a"), "at once where it was taken");
        soon("the first replica knows it", () -> signed(first, source, SECRET, "b") == 200);
        assertEquals(401, signed(first, source, SECRET + "0", "c"));
        assertEquals(409, open(first, source, "operator"), "it has a secret");
        assertEquals(
                0,
                postgres.database()
                        .number("select count(*) from captured_secret where position('CANARY'::bytea in sealed) > 0"));

        one.stop(Duration.ofSeconds(30));
        one.start();
        assertEquals(200, signed(first, source, SECRET, "d"), "after a restart");
    }

    @Test
    void ofManyWhoOfferAtOnceOneIsBelieved() throws Exception {
        assertEquals(200, open(first, "many", "operator"));
        twoSeconds();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add((i % 2 == 0 ? first : second).posting("many", "", "X-Hook-Secret", SECRET + i));
        }
        List<String> believed = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            int status = answers.get(i).get().statusCode();
            assertTrue(status == 200 || status == 401, () -> "a vendor saw " + status);
            if (status == 200) {
                believed.add(SECRET + i);
            }
        }
        assertEquals(1, believed.size());
        String secret = believed.get(0);
        for (Conversation replica : List.of(first, second)) {
            soon("it is the secret", () -> signed(replica, "many", secret, "holds") == 200);
        }
        assertEquals(401, signed(first, "many", secret.equals(SECRET + 0) ? SECRET + 1 : SECRET + 0, "x"));
    }

    @Test
    void whatIsForgottenHoldsNoMoreAndAnotherMayTakeItsPlace() {
        String source = "forgotten";
        assertEquals(200, open(first, source, "operator"));
        assertEquals(200, offer(first, source, SECRET).statusCode());
        assertEquals(200, signed(first, source, SECRET, "a"));
        soon("the other replica knows it", () -> signed(second, source, SECRET, "a") == 200);
        String state = state(first, source);
        assertTrue(state.contains("\"state\":\"captured\",\"openedBy\":\"operator\""), () -> state);
        assertFalse(state.contains("CANARY"));

        String path = "sources/" + source + "/captured-secret";
        assertEquals(403, first.admin("operator", "DELETE", path).statusCode());
        assertEquals(204, first.admin("admin", "DELETE", path).statusCode());
        assertEquals(404, first.admin("admin", "DELETE", path).statusCode());
        assertEquals(401, signed(first, source, SECRET, "b"));
        soon("the other replica forgets it", () -> signed(second, source, SECRET, "b") == 401);
        assertEquals(401, offer(first, source, SECRET).statusCode(), "nobody waits");

        assertEquals(200, open(first, source, "operator"));
        assertEquals(200, offer(first, source, SECRET + "next").statusCode());
        assertEquals(200, signed(first, source, SECRET + "next", "c"));
        assertEquals(401, signed(first, source, SECRET, "d"));
    }

    @Test
    void aWindowClosesByTheDatabasesClock() {
        assertEquals(200, open(first, "late", "operator"));
        assertTrue(state(first, "late").contains("\"state\":\"open\""));
        postgres.database()
                .run("update captured_secret set open_until = now() - interval '1 second' where source = 'late'");
        assertEquals(401, offer(first, "late", SECRET).statusCode());
        assertTrue(state(first, "late").contains("\"state\":\"nothing\""));
    }

    @Test
    void aStrangersOfferAsksTheDatabaseNothing() {
        postgres.kill();
        for (int i = 0; i < 20; i++) {
            long from = System.nanoTime();
            assertEquals(401, offer(first, "strange", SECRET).statusCode());
            assertTrue(System.nanoTime() - from < Duration.ofSeconds(1).toNanos());
        }
        postgres.start();
        one.awaitReady();
        two.awaitReady();
    }

    @Test
    void whereThereIsNothingToWaitForNoWindowOpens() throws Exception {
        assertConflict(first, "sources/configured/capture-window", "one is configured");
        assertConflict(first, "sources/" + Scene.SOURCE + "/capture-window", "waits for no secret");
        assertEquals(404, open(first, "nobody", "operator"));
        Conversation without = new Conversation(scene.service("without", settings("", "unkept")));
        assertConflict(without, "sources/unkept/capture-window", "holdfast.secret.master-keys");
        assertEquals(401, offer(without, "unkept", SECRET).statusCode());
    }

    private static void assertConflict(Conversation with, String path, String why) {
        HttpResponse<String> refused = with.admin("operator", "POST", path);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains(why), refused::body);
    }

    @Test
    void aMasterKeyIsRotatedWithoutAGap() throws Exception {
        Conversation old = new Conversation(scene.service("before", settings(MASTER, "rotated")));
        assertEquals(200, open(old, "rotated", "operator"));
        assertEquals(200, offer(old, "rotated", SECRET).statusCode());
        String before = sealed();

        Service both = scene.service("both", settings(NEXT_MASTER + "," + MASTER, "rotated"));
        assertEquals(200, signed(new Conversation(both), "rotated", SECRET, "a"));
        soon("it is sealed again", () -> !sealed().equals(before));
        both.stop(Duration.ofSeconds(30));
        twoSeconds();
        assertEquals(200, signed(old, "rotated", SECRET, "b"), "what a replica knows it does not forget");
        refusesToStart("old", MASTER);
        refusesToStart("none", "");

        Service next = scene.service("next", settings(NEXT_MASTER, "rotated"));
        assertEquals(200, signed(new Conversation(next), "rotated", SECRET, "c"));
    }

    private void refusesToStart(String name, String masters) throws Exception {
        try (Service service = new Service(scene.dir().sub(name), settings(masters, "rotated")).launch()) {
            assertNotEquals(0, service.exitCode(Duration.ofSeconds(60)));
            String log = Files.readString(service.log());
            assertTrue(
                    log.contains("holdfast.secret.master-keys: the captured secret of rotated"),
                    () -> "the log does not name the key:\n" + log);
        }
    }

    private String sealed() {
        return postgres.database().text("select encode(sealed, 'hex') from captured_secret where source = 'rotated'");
    }
}
