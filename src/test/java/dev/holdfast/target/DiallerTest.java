package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.faults.FaultModes;
import dev.holdfast.faults.FaultTarget;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiallerTest {
    private final Loop loop = new Loop();
    private final FaultTarget server = FaultTarget.start(FaultModes.ok());
    private final HttpClient client = loop.vertx().createHttpClient();
    private final Dialler dialler = new Dialler(
            client, TargetUrl.parse("http://billing.internal:" + server.port() + "/hooks?a=b"), HttpMethod.POST);

    @AfterEach
    void close() {
        loop.close();
        server.close();
    }

    @Test
    void theAddressIsDialledAndTheNameIsTold() {
        assertEquals(200, status(List.of(at("127.0.0.1"))));
        assertEquals(
                "billing.internal:" + server.port(), server.received().get(0).header("host"));
        assertEquals("/hooks?a=b", server.received().get(0).path());
        assertEquals("POST", server.received().get(0).method());
    }

    /** The server listens on 127.0.0.1 alone: its neighbours refuse. */
    @Test
    void whenOneAddressRefusesTheNextIsTriedAndKept() {
        List<SocketAddress> addresses = List.of(at("127.0.0.2"), at("127.0.0.3"), at("127.0.0.1"));
        assertEquals(200, status(addresses));
        for (int i = 0; i < 5; i++) {
            assertEquals(200, status(addresses));
        }
        assertEquals(1, server.accepted());
    }

    @Test
    void whenAllRefuseSoDoesTheDialler() {
        List<SocketAddress> addresses = List.of(at("127.0.0.2"), at("127.0.0.3"));
        Throwable failure = failure(addresses);
        assertTrue(failure instanceof ConnectException, failure.toString());
    }

    @Test
    void aProxyOfTheEnvironmentIsNotUsed() {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        try {
            assertEquals(200, status(List.of(at("127.0.0.1"))));
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    private SocketAddress at(String address) {
        return SocketAddress.inetSocketAddress(server.port(), address);
    }

    private int status(List<SocketAddress> addresses) {
        return on(with -> with.dial(addresses)
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.end().map(answer))
                .map(HttpClientResponse::statusCode));
    }

    private Throwable failure(List<SocketAddress> addresses) {
        return on(with -> with.dial(addresses)
                .<Throwable>map(request -> new AssertionError("dialled"))
                .otherwise(failure -> failure));
    }

    private <T> T on(Function<Dialler, Future<T>> work) {
        return Loop.await(loop.on(
                () -> Uni.createFrom().completionStage(() -> work.apply(dialler).toCompletionStage())));
    }
}
