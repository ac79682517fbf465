package dev.holdfast.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.log.WideLog;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.Headers;
import dev.holdfast.vendor.KeyCache;
import dev.holdfast.vendor.KeyRequest;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Request;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.VendorPages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries that wait for a key: how many may, and that each goes on once. */
class KeyFetcherTest {
    private static final VendorPages PAGES = VendorPages.builtIn();

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Promise<KeyServer.Answer>> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
    private final KeyFetcher fetcher = new KeyFetcher(
            vertx,
            (request, within) -> {
                Promise<KeyServer.Answer> answer = Promise.promise();
                asked.add(answer);
                return answer.future();
            },
            InstantSource.system(),
            new KeyLog(
                    new WideLog(new ByteArrayOutputStream(), WideLog.Verbosity.NONE),
                    meters,
                    List.of("bank", "other")));
    private final Door door = Door.open(
            PAGES.named("plaid", "vendor"),
            new Source("bank", "plaid", List.of(), Map.of(), List.of(), null, 1 << 20, null),
            List.of(),
            Map.of("client-id", Secret.of("a client"), "secret", Secret.of("its secret")),
            new KeyCache());

    @AfterEach
    void end() {
        vertx.close();
    }

    /** What the door wants for a token that names this key. */
    private KeyRequest request(String kid) throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        long now = InstantSource.system().instant().getEpochSecond();
        String token = part("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}") + "."
                + part("{\"iat\":" + now + ",\"request_body_sha256\":\"" + hash + "\"}") + "." + part("x".repeat(64));
        Request request = new Request(
                "POST",
                null,
                new OneHeader("Plaid-Verification", token),
                body,
                InstantSource.system().instant());
        return assertInstanceOf(Outcome.Wanting.class, door.admit(request, request.received()))
                .request();
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The headers of a request that has one. */
    private record OneHeader(String name, String value) implements Headers {
        @Override
        public List<String> all(String wanted) {
            return wanted.equalsIgnoreCase(name) ? List.of(value) : List.of();
        }

        @Override
        public Iterable<Map.Entry<String, String>> entries() {
            return List.of(Map.entry(name, value));
        }
    }

    private void want(String source, int bytes, KeyRequest request) {
        context.runOnContext(v -> fetcher.want(source, bytes, door, request, now -> {
            assertSame(context, Vertx.currentContext());
            told.add(now);
        }));
    }

    private List<Boolean> told(int number) throws InterruptedException {
        List<Boolean> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Boolean one = told.poll(10, TimeUnit.SECONDS);
            assertTrue(one != null, i + " of " + number + " were told");
            all.add(one);
        }
        return all;
    }

    @Test
    void allWhoWaitForOneKeyGoOnTogetherAndOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            want("bank", 10, request("kid-a"));
        }
        want("bank", 10, request("kid-b"));
        awaitWaiting(6);
        awaitAsked(2);
        asked.get(0).complete(new KeyServer.Answer(404, new byte[0]));
        assertEquals(List.of(true, true, true, true, true), told(5));
        asked.get(1).complete(new KeyServer.Answer(429, new byte[0]));
        assertEquals(List.of(false), told(1));
        assertEquals(null, told.poll(200, TimeUnit.MILLISECONDS));
        assertEquals(1, count("none"));
        assertEquals(1, count("failed"));
    }

    @Test
    void aSourceWhoseShareWaitsSendsTheRestAwayAndLeavesRoomForOthers() throws Exception {
        KeyRequest request = request("kid-a");
        for (int i = 0; i < KeyFetcher.MOST_OF_SOURCE + 7; i++) {
            want("bank", 10, request);
        }
        assertEquals(List.of(false, false, false, false, false, false, false), told(7));
        want("other", 10, request);
        awaitWaiting(KeyFetcher.MOST_OF_SOURCE + 1);
        asked.get(0).fail("the address is never dialled");
        assertTrue(told(KeyFetcher.MOST_OF_SOURCE + 1).stream().noneMatch(now -> now));
        want("bank", 10, request);
        awaitAsked(2);
    }

    @Test
    void largeBodiesDoNotPileUp() throws Exception {
        KeyRequest request = request("kid-a");
        want("bank", (int) KeyFetcher.MOST_BYTES - 10, request);
        want("bank", 11, request);
        assertEquals(List.of(false), told(1));
        want("bank", 10, request);
        awaitWaiting(2);
        asked.get(0).complete(new KeyServer.Answer(404, new byte[0]));
        assertEquals(List.of(true, true), told(2));
    }

    @Test
    void atTheEndEveryoneIsSentAwayAndNothingIsFetchedAnyMore() throws Exception {
        KeyRequest request = request("kid-a");
        want("bank", 10, request);
        awaitAsked(1);
        fetcher.close();
        assertEquals(List.of(false), told(1));
        want("bank", 10, request);
        assertEquals(List.of(false), told(1));
        asked.get(0).complete(new KeyServer.Answer(404, new byte[0]));
        assertEquals(null, told.poll(200, TimeUnit.MILLISECONDS));
        assertEquals(1, asked.size());
    }

    private double count(String outcome) {
        return meters.counter("holdfast.key.fetches", "source", "bank", "outcome", outcome)
                .count();
    }

    private void awaitAsked(int times) throws InterruptedException {
        await(times, asked::size);
    }

    private void awaitWaiting(int number) throws InterruptedException {
        await(number, () -> (int) meters.get("holdfast.key.waiting").gauge().value());
    }

    private static void await(int number, IntSupplier of) throws InterruptedException {
        for (int i = 0; i < 500 && of.getAsInt() < number; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(number, of.getAsInt());
    }
}
