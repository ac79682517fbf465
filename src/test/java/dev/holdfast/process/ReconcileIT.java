package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a vendor never sent is fetched from its own record: a real service, a real PostgreSQL, a vendor at its worst. */
@Execution(ExecutionMode.CONCURRENT)
class ReconcileIT {
    private static final int CALLS_A_SECOND = 20;
    private static final String OPERATOR = "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23";

    @Test
    void oneWebhookInTenIsLostAndAllAreDeliveredOnceThoughTheVendorIsHostile() {
        try (Scene scene = new Scene("reconcile-hostile");
                VendorApi api = new VendorApi()) {
            api.mood(VendorApi.Mood.HOSTILE);
            api.hides(Duration.ofSeconds(10));
            Service service = scene.service("service", settings(scene, api, 12, "2s"));
            // Their clock is four minutes behind ours.
            Sender sender = new Sender(scene, api, service, -240);
            for (int i = 0; i < 120; i++) {
                sender.happens(i % 10 != 3);
                Patience.pause(Duration.ofMillis(50));
            }
            Patience.await(
                    Duration.ofSeconds(60),
                    () -> sender.isDelivered(),
                    () -> "not delivered: " + sender.missing() + ", of these gaps: " + gapsOf(service));
            Verdict verdict = scene.drained(Duration.ofSeconds(20));
            Verdicts.assertExactlyOnce(verdict, 120);
            assertEquals(12, gaps(service), "what was not sent is a gap, and nothing else");
            assertTrue(api.mostInASecond() <= CALLS_A_SECOND, "calls in a second: " + api.mostInASecond());
        }
    }

    @Test
    void aServiceThatIsKilledAtAnyPageLosesNothing() {
        Rounds rounds = Rounds.orElse(4);
        try (Scene scene = new Scene("reconcile-kill");
                VendorApi api = new VendorApi()) {
            api.takes(Duration.ofMillis(80));
            Service service = scene.service("service", settings(scene, api, 5, "2s"));
            Sender sender = new Sender(scene, api, service, 0);
            for (int round = 0; round < rounds.count(); round++) {
                for (int i = 0; i < 60; i++) {
                    sender.happens(false);
                }
                Patience.pause(rounds.between(300, 4_000));
                service.kill();
                service.start();
            }
            Patience.await(
                    Duration.ofSeconds(90), () -> sender.isDelivered(), () -> "not delivered: " + sender.missing());
            Verdict verdict = scene.drained(Duration.ofSeconds(20));
            Verdicts.assertNothingLost(verdict, 60 * rounds.count());
            assertEquals(60 * rounds.count(), gaps(service), "each is counted once, whenever the kill came");
        }
    }

    @Test
    void oneOfTwoReplicasFetchesAndAFrozenOneKeepsNothingWhenItWakes() {
        try (Scene scene = new Scene("reconcile-two");
                VendorApi api = new VendorApi()) {
            Postgres postgres = scene.postgres();
            api.takes(Duration.ofMillis(60));
            Service one = scene.service("one", settings(scene, api, 5, "1s").database(postgres.database()));
            Service two = scene.service("two", settings(scene, api, 5, "1s").database(postgres.database()));
            Sender sender = new Sender(scene, api, one, 0);
            for (int i = 0; i < 100; i++) {
                sender.happens(false);
            }
            Patience.await(Duration.ofSeconds(60), sender::isDelivered, () -> "not delivered: " + sender.missing());
            assertEquals(1, api.mostAtOnce(), "calls at once while both live");

            for (Service frozen : new Service[] {one, two}) {
                Signal.STOP.to(frozen.pid());
                for (int i = 0; i < 60; i++) {
                    sender.happens(false);
                }
                Patience.await(Duration.ofSeconds(60), sender::isDelivered, () -> "not delivered: " + sender.missing());
                Signal.CONT.to(frozen.pid());
                Patience.pause(Duration.ofSeconds(2));
            }
            Verdict verdict = scene.drained(Duration.ofSeconds(30));
            Verdicts.assertNothingLost(verdict, 220);
            assertEquals(220, gaps(one), "each is counted once");
            assertEquals(220, verdict.delivered().size());
        }
    }

    private static ServiceSettings settings(Scene scene, VendorApi api, int pageSize, String every) {
        return new ServiceSettings()
                .file("config/vendors/simulated.yaml", VendorApi.PAGE.formatted(pageSize, CALLS_A_SECOND))
                .source(
                        Scene.SOURCE,
                        "vendor: simulated, secrets: [\"" + Scene.SECRET + "\"], reconcile: { every: " + every
                                + ", lookback: 1h, base-url: \"" + api.url() + "\", credentials: { api-key: "
                                + VendorApi.TOKEN + " } }")
                .target("ledger", scene.target().url(), ", max-in-flight: 16")
                .route(Scene.SOURCE, "ledger")
                .set("holdfast.admin.tokens.op.sha256", OPERATOR)
                .set("holdfast.admin.tokens.op.role", "operator");
    }

    private static int gaps(Service service) {
        return io.restassured.path.json.JsonPath.from(gapsOf(service)).getInt("total");
    }

    private static String gapsOf(Service service) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort()
                                            + "/admin/v1/sources/" + Scene.SOURCE + "/gaps"))
                                    .header("Authorization", "Bearer operator")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes things happen at the vendor and sends their webhooks, or not. All of it must come to the target. */
    private static final class Sender {
        private final Scene scene;
        private final VendorApi api;
        private final Service service;
        private final StripeSigner signer;
        private final long skewSeconds;
        private final Set<String> ids = new HashSet<>();

        Sender(Scene scene, VendorApi api, Service service, long skewSeconds) {
            this.scene = scene;
            this.api = api;
            this.service = service;
            this.signer = scene.signer();
            this.skewSeconds = skewSeconds;
        }

        void happens(boolean sent) {
            long now = System.currentTimeMillis() / 1000;
            String id = "evt_r" + String.format("%05d", ids.size());
            byte[] body = signer.body(id, "invoice.paid", now + skewSeconds);
            ids.add(id);
            scene.ledger().sent(id, body);
            api.happens(id, now + skewSeconds, body);
            if (sent) {
                post(signer.request(body, now).array());
            }
            // It happened, so it must be delivered, whether it was sent or not.
            scene.ledger().answered(id, Answered.OK, 200);
        }

        private void post(byte[] request) {
            try (java.net.Socket socket =
                    new java.net.Socket("127.0.0.1", service.address().getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                byte[] start = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 200", new String(start, java.nio.charset.StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new AssertionError("the webhook was not taken", e);
            }
        }

        boolean isDelivered() {
            return missing().isEmpty();
        }

        Set<String> missing() {
            Set<String> missing = new HashSet<>(ids);
            missing.removeAll(scene.ledger().verdict().delivered());
            return missing;
        }
    }
}
