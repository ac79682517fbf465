package dev.holdfast.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Route;
import dev.holdfast.event.Routes;
import dev.holdfast.event.TypePattern;
import dev.holdfast.journal.Database;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.JournalSettings;
import dev.holdfast.log.WideLog;
import dev.holdfast.overload.Overload;
import dev.holdfast.process.StripeSigner;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.KeyCache;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.VendorPages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers who begin large bodies and do not end them, and what that leaves to others. */
class CrowdedBodiesTest {
    private static final String SECRET = "whsec_a secret of enough bytes";
    private static final int LIMIT = 1 << 20;

    /** More than half of what is declared, so that a buffer for all of it is held. */
    private static final int HALF = 540_000;

    private static final int HELD_EACH = LIMIT - BodyRoom.FREE;
    private static final int MANY = 4;

    private final Vertx vertx = Vertx.vertx();
    private final BodyRoom room = new BodyRoom((long) MANY * HELD_EACH);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Journal journal = new Journal(
            vertx,
            Database.fresh().options(),
            JournalSettings.DEFAULT,
            new Routes(List.of(new Route("all", Set.of("shop"), List.of(new TypePattern("*")), List.of("billing")))),
            new Nobody(),
            InstantSource.system(),
            meters);
    private final HttpServer server = served();

    private HttpServer served() {
        await(journal.know(List.of("shop"), List.of("billing")));
        await(journal.start());
        Source source = new Source("shop", "stripe", List.of(), Map.of(), List.of(), null, LIMIT, null);
        Door door = Door.open(
                VendorPages.builtIn().named("stripe", "vendor"),
                source,
                List.of(Secret.of(SECRET)),
                Map.of(),
                new KeyCache());
        Overload overload = new Overload((before, now) -> {}, System.nanoTime());
        WideLog log = new WideLog(new ByteArrayOutputStream(), WideLog.Verbosity.NONE);
        KeyFetcher keys = new KeyFetcher(
                vertx,
                (request, within) -> Future.failedFuture("nobody to ask"),
                InstantSource.system(),
                new KeyLog(log, meters, List.of("shop")));
        Reception reception = new Reception(
                journal,
                overload,
                keys,
                (name, secret, peer) -> Future.succeededFuture(false),
                new DeliveryLog(log, new ReceiveMeters(meters, List.of("shop")), new Refusals()));
        WebhookEndpoint endpoint = new WebhookEndpoint(
                vertx,
                new Entrances(List.of(new Entrance(source, door, true))),
                overload,
                room,
                InstantSource.system(),
                reception);
        return await(vertx.createHttpServer().requestHandler(endpoint::handle).listen(0));
    }

    @AfterEach
    void close() {
        await(journal.stop());
        await(vertx.close());
    }

    @Test
    void unfinishedBodiesHoldNoMoreThanTheirRoomAndGiveItBackHoweverTheyEnd() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            stalled.add(begun("Content-Length: " + LIMIT, HALF));
        }
        eventually((long) MANY * HELD_EACH);

        for (int i = 0; i < 40; i++) {
            try (Socket one = begun("Content-Length: " + LIMIT, BodyRoom.FREE + 1)) {
                String answer = answer(one); // Which ends, since the connection is closed.
                assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
                assertTrue(answer.contains("retry-after: "), answer);
            }
            assertEquals((long) MANY * HELD_EACH, room.held());
        }
        assertEquals(40, refusedForMemory());
        assertEquals("HTTP/1.1 200 OK", firstLine(signed()));

        stalled.get(0).getOutputStream().write(new byte[LIMIT - HALF]);
        assertEquals("HTTP/1.1 401 Unauthorized", firstLine(stalled.get(0)));
        stalled.get(1).close();
        eventually((MANY - 2L) * HELD_EACH);
        Socket endless = begun("Transfer-Encoding: chunked", 0);
        endless.getOutputStream().write(chunk(LIMIT + 1));
        assertEquals("HTTP/1.1 413 Request Entity Too Large", firstLine(endless));
        assertEquals("HTTP/1.1 408 Request Timeout", firstLine(stalled.get(2)));
        eventually(0);
    }

    /** Its signature says whether every byte came to its place. */
    @ParameterizedTest
    @ValueSource(ints = {BodyRoom.FREE, BodyRoom.FREE + 1, 100_000, LIMIT})
    void aBodyIsReadByteForByteWhetherItsLengthIsDeclaredOrNot(int bytes) throws Exception {
        StripeSigner signer = new StripeSigner("shop", SECRET, 0);
        long now = Instant.now().getEpochSecond();
        byte[] event = signer.body("evt_1", "invoice.paid", now);
        byte[] body = Arrays.copyOf(event, bytes);
        for (int i = event.length; i < bytes; i++) {
            body[i] = (byte) " \t\n\r".charAt(i / 7 % 4);
        }
        String signed = "\r\nStripe-Signature: " + signer.signature(body, now);
        assertEquals("HTTP/1.1 200 OK", firstLine(begun("Content-Length: " + bytes + signed, body)));
        Socket chunked = begun(
                "Transfer-Encoding: chunked" + signed,
                (Integer.toHexString(bytes) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunked.getOutputStream().write(body);
        chunked.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("HTTP/1.1 200 OK", firstLine(chunked));
        assertEquals(0, room.held());
    }

    private Socket begun(String framing, int bytes) throws IOException {
        return begun(framing, new byte[bytes]);
    }

    private Socket begun(String framing, byte[] bytes) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(30_000);
        String head = "POST /webhooks/shop HTTP/1.1\r\nHost: h\r\n" + framing + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    private static byte[] chunk(int bytes) {
        return (Integer.toHexString(bytes) + "\r\n" + "x".repeat(bytes) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private Socket signed() throws IOException {
        long now = Instant.now().getEpochSecond();
        StripeSigner signer = new StripeSigner("shop", SECRET, 2_000);
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(signer.request(signer.body("evt_1", "invoice.paid", now), now)
                        .array());
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** Of the answer; the connection may live on. */
    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next > '\r';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private int refusedForMemory() {
        return (int) meters.get("holdfast.deliveries.unavailable")
                .tags("source", "shop", "reason", "memory")
                .counter()
                .count();
    }

    private void eventually(long held) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (room.held() != held && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        assertEquals(held, room.held());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
