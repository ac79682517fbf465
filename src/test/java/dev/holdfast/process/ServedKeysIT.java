package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vendors that serve their keys: fetched once, from where the page says, and never as often as strangers like. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedKeysIT {
    private static final String SNS_HOST = KeyedSources.SNS_HOST;
    private static final String TOPIC = KeyedSources.TOPIC;
    private final WorkDir dir = WorkDir.create("served-keys");
    private Authority authority;
    private KeyHost host;
    private KeyHost impostor;
    private Service service;
    private Conversation vendor;

    @BeforeAll
    void start() throws GeneralSecurityException {
        authority = new Authority(dir.sub("authority"));
        host = new KeyHost(authority.certify("host", "production.plaid.com", SNS_HOST, "api.paypal.com"));
        impostor = new KeyHost(authority.certify("impostor", "somebody.example"));
        service = new Service(dir.sub("service"), KeyedSources.settings(authority, host, impostor)).start();
        vendor = new Conversation(service);
    }

    @AfterAll
    void end() throws Exception {
        String log = Files.readString(service.log());
        service.close();
        host.close();
        impostor.close();
        dir.close();
        assertFalse(log.contains("CANARY"), "a credential is in the log");
    }

    /** A key that the host serves. */
    private PlaidKey served(String kid) throws GeneralSecurityException {
        PlaidKey key = new PlaidKey(kid);
        host.on("\"" + kid + "\"", 200, key.served());
        return key;
    }

    private HttpResponse<String> deliver(String source, PlaidKey key, String body) throws GeneralSecurityException {
        return vendor.post(source, body, "Plaid-Verification", key.token(body));
    }

    private static String body(String id) {
        return "{\"webhook_type\":\"TRANSACTIONS\",\"webhook_code\":\"SYNC_UPDATES_AVAILABLE\",\"item_id\":\"" + id
                + "\"}";
    }

    private double fetches(String source, String outcome) {
        return vendor.metric("holdfast_key_fetches_total{outcome=\"" + outcome + "\",source=\"" + source + "\"");
    }

    @Test
    void theFirstDeliveryFetchesTheKeyWithTheSourcesCredentialsAndTheNextDoesNot() throws Exception {
        PlaidKey key = served("kid-once");
        assertEquals(200, deliver("once", key, body("a")).statusCode());
        assertEquals(200, deliver("once", key, body("b")).statusCode());
        assertEquals(1, host.asked("kid-once"));
        assertEquals(
                1,
                host.asked("POST /webhook_verification_key/get {\"client_id\":\"a client of the test\",\"secret\":\""
                        + KeyedSources.CLIENT_SECRET + "\",\"key_id\":\"kid-once\"}"));
        assertEquals(1, fetches("once", "kept"));
        assertLogged("\"log\":\"key\",\"source\":\"once\",\"outcome\":\"kept\","
                + "\"asked\":\"POST https://production.plaid.com/webhook_verification_key/get\"");
    }

    @Test
    void fiftyDeliveriesAtOnceShareOneFetch() throws Exception {
        PlaidKey key = new PlaidKey("kid-many");
        host.on("kid-many", 200, key.served(), Map.of(), Duration.ofMillis(700));
        List<CompletableFuture<HttpResponse<String>>> posted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String body = body("many-" + i);
            posted.add(vendor.posting("many", body, "Plaid-Verification", key.token(body)));
        }
        for (CompletableFuture<HttpResponse<String>> one : posted) {
            assertEquals(200, one.get().statusCode());
        }
        assertEquals(1, host.asked("kid-many"));
        Patience.await(
                Duration.ofSeconds(5),
                () -> vendor.metric("holdfast_events_total{kind=\"new\",source=\"many\"") == 50,
                () -> "counted, after the answers");
        assertEquals(0, vendor.metric("holdfast_key_waiting"));
    }

    @Test
    void aNewKeyIsFetchedWhenItIsFirstNamedAndTheOldOneStillHolds() throws Exception {
        PlaidKey old = served("kid-old");
        PlaidKey next = served("kid-next");
        assertEquals(200, deliver("rotated", old, body("before")).statusCode());
        assertEquals(200, deliver("rotated", next, body("after")).statusCode());
        assertEquals(200, deliver("rotated", old, body("late")).statusCode());
        assertEquals(1, host.asked("kid-old"));
        assertEquals(1, host.asked("kid-next"));
    }

    @Test
    void aTokenThatSomebodyElseSignedIsRefused() throws Exception {
        served("kid-forged");
        HttpResponse<String> refused = deliver("forged", new PlaidKey("kid-forged"), body("forged"));
        assertEquals(401, refused.statusCode());
        assertEquals("", refused.body());
        String other = body("other");
        assertEquals(
                401,
                vendor.post("forged", other, "Plaid-Verification", new PlaidKey("kid-never").token(body("x")))
                        .statusCode());
        assertEquals(0, host.asked("kid-never"), "a token over another body is not worth a fetch");
    }

    @Test
    void aKeyThatTheVendorDoesNotHaveIsAskedForOnce() throws Exception {
        PlaidKey key = new PlaidKey("kid-nowhere");
        for (int i = 0; i < 3; i++) {
            assertEquals(401, deliver("faults", key, body("nowhere")).statusCode());
        }
        assertEquals(1, host.asked("kid-nowhere"));
        assertEquals(1, fetches("faults", "none"));
    }

    @Test
    void afterAFaultOfTheVendorTheNextDeliveryAsksAgain() throws Exception {
        PlaidKey key = new PlaidKey("kid-broken");
        host.on("kid-broken", 500, key.served());
        HttpResponse<String> first = deliver("faults", key, body("broken"));
        assertEquals(503, first.statusCode());
        int wait = Integer.parseInt(first.headers().firstValue("retry-after").orElseThrow());
        assertTrue(wait >= 5 && wait <= 30, () -> "asked to wait for " + wait + " s");
        host.on("kid-broken", 200, key.served());
        assertEquals(200, deliver("faults", key, body("broken")).statusCode());
        assertEquals(2, host.asked("kid-broken"));
    }

    @Test
    void aVendorThatIsSlowIsNotWaitedForLong() throws Exception {
        PlaidKey key = new PlaidKey("kid-slow");
        host.on("kid-slow", 200, key.served(), Map.of(), Duration.ofSeconds(6));
        long from = System.nanoTime();
        assertEquals(503, deliver("faults", key, body("slow")).statusCode());
        assertTrue(System.nanoTime() - from < Duration.ofSeconds(4).toNanos());
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() throws Exception {
        PlaidKey key = new PlaidKey("kid-huge");
        host.on("kid-huge", 200, key.served() + " ".repeat(70_000));
        assertEquals(503, deliver("faults", key, body("huge")).statusCode());
    }

    @Test
    void anAnswerWithoutAKeyRefuses() throws Exception {
        host.on("kid-odd", 200, "<html>");
        assertEquals(
                401, deliver("faults", new PlaidKey("kid-odd"), body("odd")).statusCode());
        assertTrue(fetches("faults", "useless") >= 1);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        PlaidKey key = new PlaidKey("kid-moved");
        host.on("kid-moved", 302, "", Map.of("Location", "https://production.plaid.com/elsewhere"), Duration.ZERO);
        host.on("/elsewhere", 200, key.served());
        assertEquals(503, deliver("faults", key, body("moved")).statusCode());
        assertEquals(0, host.asked("/elsewhere"));
    }

    /** Lines are written in the background. */
    private void assertLogged(String... parts) {
        Patience.await(Duration.ofSeconds(5), () -> service.hasLogged(parts), () -> "in the log: " + List.of(parts));
    }

    @ParameterizedTest
    @CsvSource({
        "loopback, the address is never dialled: loopback",
        "metadata, the address is never dialled: link-local or a cloud's metadata",
        "impostor, 'TLS failed: certificate, host name or version'"
    })
    void keysAreFetchedFromNowhereElse(String source, String why) throws Exception {
        PlaidKey key = new PlaidKey("kid-" + source);
        impostor.on("/keys", 200, key.served());
        assertEquals(503, deliver(source, key, body(source)).statusCode());
        assertEquals(1, fetches(source, "failed"));
        assertLogged("\"log\":\"key\",\"source\":\"" + source + "\"", why);
        assertEquals(0, impostor.asked("/keys"));
    }

    @Test
    void aFloodOfUnknownKeysIsFetchedNoMoreOftenThanStrangersMay() throws Exception {
        PlaidKey known = served("kid-known");
        PlaidKey quiet = served("kid-quiet");
        assertEquals(200, deliver("flooded", known, body("before the flood")).statusCode());
        List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
        long from = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            String body = body("flood-" + i);
            PlaidKey stranger = new PlaidKey("kid-flood-" + i);
            flood.add(vendor.posting("flooded", body, "Plaid-Verification", stranger.token(body)));
        }
        assertEquals(200, deliver("quiet", quiet, body("meanwhile")).statusCode(), "another source");
        for (CompletableFuture<HttpResponse<String>> one : flood) {
            int status = one.get().statusCode();
            assertTrue(status == 401 || status == 503, () -> "a stranger saw " + status);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - from).toSeconds();
        long most = 12 + seconds / 6; // ten a minute come back
        assertTrue(host.asked("kid-flood-") <= most, () -> host.asked("kid-flood-") + " fetches in " + seconds + " s");
        assertTrue(fetches("flooded", "limited") >= 180);
        assertEquals(200, deliver("flooded", known, body("after the flood")).statusCode(), "a key that is known");
    }

    @Test
    void aNotificationOfSnsIsVerifiedWithTheCertificateThatItNames() throws Exception {
        Authority.Certified sns = authority.certify("sns", "sns.amazonaws.com");
        host.on("/SimpleNotificationService-test.pem", 200, sns.pem());
        String url = "https://" + SNS_HOST + "/SimpleNotificationService-test.pem";
        String sent = Instant.now().toString();
        String signed = "Message\nhello\nMessageId\nm-1\nTimestamp\n" + sent + "\nTopicArn\n" + TOPIC
                + "\nType\nNotification\n";
        String body = "{\"Type\":\"Notification\",\"MessageId\":\"m-1\",\"TopicArn\":\"" + TOPIC
                + "\",\"Message\":\"hello\",\"Timestamp\":\"" + sent + "\",\"SignatureVersion\":\"2\",\"Signature\":\""
                + sns.signature(signed) + "\",\"SigningCertURL\":\"" + url + "\"}";
        assertEquals(200, vendor.post("sns", body).statusCode());
        assertEquals(200, vendor.post("sns", body).statusCode());
        assertEquals(401, vendor.post("sns", body.replace("hello", "hullo")).statusCode());
        assertEquals(1, host.asked("GET /SimpleNotificationService-test.pem"));
    }

    @Test
    void anEventOfPayPalIsVerifiedWithACertificateThatAKnownAuthorityIssued() throws Exception {
        Authority.Certified paypal = authority.certify("paypal", "messageverificationcerts.paypal.com");
        host.on("/v1/notifications/certs/CERT-test", 200, paypal.pem());
        String body =
                "{\"id\":\"WH-1\",\"event_type\":\"PAYMENT.SALE.COMPLETED\",\"create_time\":\"" + Instant.now() + "\"}";
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        String time = Instant.now().toString();
        String[] headers = {
            "PAYPAL-TRANSMISSION-ID",
            "t-1",
            "PAYPAL-TRANSMISSION-TIME",
            time,
            "PAYPAL-TRANSMISSION-SIG",
            paypal.signature("t-1|" + time + "|0EH40505U7160970P|" + crc.getValue()),
            "PAYPAL-CERT-URL",
            "https://api.paypal.com/v1/notifications/certs/CERT-test"
        };
        assertEquals(200, vendor.post("paypal", body, headers).statusCode());
        assertEquals(
                401,
                vendor.post("paypal", body.replace("WH-1", "WH-2"), headers).statusCode());
        assertEquals(1, host.asked("CERT-test"));
    }

    @Test
    void aDeliveryThatWaitsAtTheEndIsToldToComeAgain() throws Exception {
        PlaidKey key = new PlaidKey("kid-end");
        host.on("kid-end", 200, key.served(), Map.of(), Duration.ofSeconds(10));
        try (Service leaving =
                new Service(dir.sub("leaving"), KeyedSources.settings(authority, host, impostor)).start()) {
            String body = body("end");
            CompletableFuture<HttpResponse<String>> waiting =
                    new Conversation(leaving).posting("stopped", body, "Plaid-Verification", key.token(body));
            Patience.await(Duration.ofSeconds(5), () -> host.asked("kid-end") == 1, () -> "asked");
            long from = System.nanoTime();
            leaving.stop(Duration.ofSeconds(30));
            assertEquals(503, waiting.get().statusCode());
            assertTrue(System.nanoTime() - from < Duration.ofSeconds(25).toNanos());
        }
    }
}
