package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.faults.FaultModes;
import dev.holdfast.faults.FaultTarget;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vendors are asked at public addresses or at a gateway, by https, and nowhere else; see ServedKeysIT for what they answer. */
class VendorClientTest {
    private final Loop loop = new Loop();
    private final FaultTarget server = FaultTarget.start(FaultModes.ok());

    @AfterEach
    void close() {
        loop.close();
        server.close();
    }

    private VendorClient client(Map<String, TargetUrl> gateways, String... addresses) {
        return client(gateways, List.of(), addresses);
    }

    private VendorClient client(Map<String, TargetUrl> gateways, List<String> named, String... addresses) {
        NameLookup lookup = host -> loop.vertx().executeBlocking(() -> {
            java.util.ArrayList<InetAddress> found = new java.util.ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return List.copyOf(found);
        });
        List<TargetUrl> urls = named.stream().map(TargetUrl::parse).toList();
        return new VendorClient(loop.vertx(), gateways, urls, socket -> socket.getPort() == 9999, lookup);
    }

    private static String failure(VendorClient client, String url) throws Exception {
        Future<VendorClient.Answered> asked =
                client.ask(new VendorClient.Question(url, null, 1_000, Duration.ofSeconds(2)));
        try {
            return "answered " + asked.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertEquals(Unanswered.class, e.getCause().getClass());
            return String.valueOf(e.getCause().getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "10.1.2.3, private",
        "169.254.169.254, link-local or a cloud's metadata",
        "fd00:ec2::254, link-local or a cloud's metadata",
        "0.0.0.0, reserved for a special purpose"
    })
    void aNameThatLeadsInsideIsNotDialled(String address, String why) throws Exception {
        String url = "https://keys.acme.example:" + server.port() + "/";
        assertEquals("the address is never dialled: " + why, failure(client(Map.of(), address), url));
        assertEquals("the address is never dialled: " + why, failure(client(Map.of(), "93.184.216.34", address), url));
        assertEquals(0, server.accepted());
    }

    @Test
    void thisMachineIsNotDialledEvenWhenTheUrlNamesIt() throws Exception {
        assertEquals(
                "the address is never dialled: loopback",
                failure(client(Map.of()), "https://localhost:" + server.port() + "/"));
        assertEquals(
                "the address is never dialled: loopback",
                failure(client(Map.of()), "https://127.0.0.1:" + server.port() + "/"));
        assertEquals(0, server.accepted());
    }

    @Test
    void onlyHttpsIsAsked() throws Exception {
        assertEquals("only https is asked", failure(client(Map.of()), "http://localhost:" + server.port() + "/"));
        assertEquals(
                "the URL means different things to different readers",
                failure(client(Map.of()), "https://127.1:" + server.port() + "/"));
    }

    /** It is no TLS server, so the handshake fails: but it was dialled. */
    @Test
    void aGatewayIsDialledInsteadWhereverItIs() throws Exception {
        TargetUrl gateway = TargetUrl.parse("https://127.0.0.1:" + server.port() + "/");
        VendorClient client = client(Map.of("keys.acme.example", gateway), "10.0.0.1");
        String failure = failure(client, "https://keys.acme.example/keys");
        assertTrue(failure.contains("TLS") || failure.contains("connection broke"), failure);
        assertEquals(1, server.accepted());
        assertEquals("the address is never dialled: private", failure(client, "https://other.acme.example/keys"));
    }

    @Test
    void aGatewayIsNoWayToWhatIsOurOwn() throws Exception {
        TargetUrl gateway = TargetUrl.parse("https://127.0.0.1:9999/");
        VendorClient client = client(Map.of("keys.acme.example", gateway));
        assertEquals("the address is never dialled: our own", failure(client, "https://keys.acme.example/keys"));
    }

    @Test
    void whatTheOperatorNamesMayBeNearbyAndPlain() throws Exception {
        String url = "http://mock.acme.example:" + server.port();
        VendorClient client = client(Map.of(), List.of(url + "/api"), "10.1.2.3");
        // Nobody is there, but it was dialled.
        String failure = failure(client, url + "/api/events?limit=1");
        assertTrue(failure.contains("connection"), failure);
        assertEquals("only https is asked", failure(client, "http://other.acme.example/"));
        assertEquals(
                "the address is never dialled: public, and the connection is not encrypted",
                failure(client(Map.of(), List.of(url), "93.184.216.34"), url));
        assertEquals(
                "the address is never dialled: loopback", failure(client(Map.of(), List.of(url), "127.0.0.1"), url));
    }

    @Test
    void everythingOfTheQuestionArrivesAndEverythingOfTheAnswerComesBack() throws Exception {
        String url = "http://127.0.0.1:" + server.port();
        VendorClient client = client(Map.of(), List.of(url));
        String cursor = "c".repeat(6_000);
        VendorClient.Answered answered = client.ask(new VendorClient.Question(
                        "POST",
                        url + "/page?cursor=" + cursor + "&created[gte]=1",
                        Map.of("Authorization", "Bearer canary"),
                        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        1_000,
                        Duration.ofSeconds(2),
                        false))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        assertEquals(200, answered.status());
        assertTrue(answered.headers().containsKey("content-length"), answered.headers()::toString);
        assertEquals(
                "/page?cursor=" + cursor + "&created[gte]=1",
                server.received().get(0).path());
    }

    @Test
    void aHeaderThatWouldBeginAnotherIsNotSent() throws Exception {
        VendorClient client = client(Map.of(), List.of("http://127.0.0.1:" + server.port()));
        Future<VendorClient.Answered> asked = client.ask(new VendorClient.Question(
                "GET",
                "http://127.0.0.1:" + server.port(),
                Map.of("Authorization", "Bearer canary\r\nX: y"),
                null,
                1_000,
                Duration.ofSeconds(2),
                true));
        assertEquals("a header has a sign that cannot be sent", asked.cause().getMessage());
    }

    @Test
    void aQuestionPrintsNoSecret() {
        String printed = new VendorClient.Question(
                        "GET", "https://a.example/?canary", Map.of("A", "canary"), null, 1, Duration.ZERO, true)
                .toString();
        assertEquals("Question[GET]", printed);
    }
}
