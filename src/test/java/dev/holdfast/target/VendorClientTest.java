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
        NameLookup lookup = host -> loop.vertx().executeBlocking(() -> {
            java.util.ArrayList<InetAddress> found = new java.util.ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return List.copyOf(found);
        });
        return new VendorClient(loop.vertx(), gateways, socket -> socket.getPort() == 9999, lookup);
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
}
