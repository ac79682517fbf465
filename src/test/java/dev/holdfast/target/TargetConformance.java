package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import dev.holdfast.event.EventId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every kind of target. Each kind runs it against a receiver of its own. */
abstract class TargetConformance {
    final Loop loop = new Loop();
    /** The target's clock. Real, to begin with: the oracle verifies signatures against the real one. */
    final AtomicLong millis = new AtomicLong(System.currentTimeMillis());

    /** What a receiver got: headers by lower-case name, as text. */
    record Arrival(Map<String, String> headers, byte[] body) {}

    /** The receiving side, one for each test. */
    interface Receiver extends AutoCloseable {
        /** A target that sends here. */
        Target target(Duration timeout, Duration breakerDelay, SigningKey... keys);

        /** What came, in order. */
        List<Arrival> arrivals();

        /** From now on takes what comes and confirms it. */
        void accepts();

        /** From now on takes what comes and never answers. */
        void hangs();

        /** From now on there is nobody. */
        void isGone();

        @Override
        void close();
    }

    abstract Receiver receiver();

    Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void bytesArriveAsTheyCame() {
        byte[] bytes = new byte[70_000];
        new Random(1).nextBytes(bytes);
        try (Receiver receiver = receiver()) {
            Target target = receiver.target(Duration.ofSeconds(5), Duration.ofSeconds(30));
            for (byte[] payload :
                    List.of(bytes, new byte[0], new byte[] {0}, "{\"a\":1}\r\n".getBytes(StandardCharsets.UTF_8))) {
                assertAccepted(loop.send(target, Samples.outgoing(Samples.item("a", null, null, payload), 1)));
                Arrival last = receiver.arrivals().get(receiver.arrivals().size() - 1);
                assertArrayEquals(payload, last.body());
            }
        }
    }

    @Test
    void headersSayWhatItIs() {
        try (Receiver receiver = receiver()) {
            Target target = receiver.target(Duration.ofSeconds(5), Duration.ofSeconds(30));
            assertAccepted(loop.send(target, Samples.outgoing("{}", 3)));
            Map<String, String> headers = receiver.arrivals().get(0).headers();
            String id = EventId.text(Samples.ID);
            Map<String, String> expected = Map.ofEntries(
                    Map.entry("content-type", "application/json"),
                    Map.entry("webhook-id", id),
                    Map.entry("ce-specversion", "1.0"),
                    Map.entry("ce-id", id),
                    Map.entry("ce-source", "/sources/stripe-live"),
                    Map.entry("ce-type", "invoice.paid"),
                    Map.entry("ce-time", "2026-11-20T07:59:58Z"),
                    Map.entry("ce-subject", "in_123"),
                    Map.entry("holdfast-attempt", "3"),
                    Map.entry("holdfast-origin", "push"));
            expected.forEach((name, value) -> assertEquals(value, headers.get(name), name));
            assertTrue(
                    headers.get("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), headers.get("traceparent"));
        }
    }

    @Test
    void anyoneWithTheSecretCanVerify() throws Exception {
        try (Receiver receiver = receiver()) {
            Target target = receiver.target(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    SigningKey.parse(Samples.WHSEC),
                    SigningKey.parse(Samples.WHSK),
                    SigningKey.parse(Samples.OTHER_WHSEC));
            for (String payload : List.of("{\"test\": 2432232314}", "", "x", "žluťoučký \uD83D\uDC34")) {
                assertAccepted(loop.send(target, Samples.outgoing(payload, 1)));
            }
            for (Arrival arrival : receiver.arrivals()) {
                for (String secret : List.of(Samples.WHSEC, Samples.OTHER_WHSEC)) {
                    verify(secret, arrival);
                }
                assertEquals(3, arrival.headers().get("webhook-signature").split(" ").length);
            }
        }
    }

    @Test
    void aRetryHasTheSameIdAndAFreshSignature() throws Exception {
        millis.addAndGet(-60_000);
        try (Receiver receiver = receiver()) {
            Target target =
                    receiver.target(Duration.ofSeconds(5), Duration.ofSeconds(30), SigningKey.parse(Samples.WHSEC));
            loop.send(target, Samples.outgoing("{}", 1));
            millis.addAndGet(60_000);
            loop.send(target, Samples.outgoing("{}", 2));
            Map<String, String> first = receiver.arrivals().get(0).headers();
            Map<String, String> second = receiver.arrivals().get(1).headers();
            assertEquals(first.get("webhook-id"), second.get("webhook-id"));
            assertEquals(
                    Long.parseLong(first.get("webhook-timestamp")) + 60,
                    Long.parseLong(second.get("webhook-timestamp")));
            assertNotEquals(first.get("webhook-signature"), second.get("webhook-signature"));
            assertEquals(
                    first.get("traceparent").substring(0, 35),
                    second.get("traceparent").substring(0, 35));
            assertNotEquals(first.get("traceparent"), second.get("traceparent"));
            verify(Samples.WHSEC, receiver.arrivals().get(1));
        }
    }

    @Test
    void silenceIsATimeoutAndInTime() {
        try (Receiver receiver = receiver()) {
            Target target = receiver.target(Duration.ofMillis(400), Duration.ofSeconds(30));
            receiver.hangs();
            long begun = System.nanoTime();
            Answer answer = loop.send(target, Samples.outgoing("{}", 1));
            long took = (System.nanoTime() - begun) / 1_000_000;
            assertEquals(Answer.Kind.TIMEOUT, answer.kind());
            assertTrue(took >= 400 && took < 2_000, took + " ms");
            assertTrue(answer.millis() >= 400 && answer.millis() <= took, answer.toString());
        }
    }

    @Test
    void nobodyThereOpensTheBreakerUntilAProbeSucceeds() throws Exception {
        try (Receiver receiver = receiver()) {
            Target target = receiver.target(Duration.ofMillis(1_000), Duration.ofMillis(600));
            receiver.isGone();
            for (int i = 0; i < 20; i++) {
                assertEquals(Duration.ZERO, target.breakerOpenFor());
                assertNotEquals(
                        Answer.Kind.BREAKER_OPEN,
                        loop.send(target, Samples.outgoing("{}", 1)).kind());
            }
            assertEquals(
                    Answer.Kind.BREAKER_OPEN,
                    loop.send(target, Samples.outgoing("{}", 1)).kind());
            Duration openFor = target.breakerOpenFor();
            assertTrue(openFor.toMillis() > 0 && openFor.toMillis() <= 600, openFor.toString());
            receiver.accepts();
            int before = receiver.arrivals().size();
            waitUntilLetThrough(target);
            assertAccepted(loop.send(target, Samples.outgoing("{}", 1)));
            assertEquals(before + 1, receiver.arrivals().size());
            assertEquals(Duration.ZERO, target.breakerOpenFor());
            assertAccepted(loop.send(target, Samples.outgoing("{}", 1)));
        }
    }

    @Test
    void halfOpenLetsOneProbeThrough() throws Exception {
        try (Receiver receiver = receiver()) {
            Target target = receiver.target(Duration.ofMillis(700), Duration.ofMillis(200));
            receiver.hangs();
            loop.sendAll(target, 20, () -> Samples.outgoing("{}", 1));
            int before = receiver.arrivals().size();
            waitUntilLetThrough(target);
            CompletableFuture<Answer> probe = loop.begin(target, Samples.outgoing("{}", 1));
            Answer beside = loop.send(target, Samples.outgoing("{}", 1));
            assertEquals(Answer.Kind.BREAKER_OPEN, beside.kind());
            assertTrue(target.breakerOpenFor().toMillis() > 0);
            assertEquals(Answer.Kind.TIMEOUT, Loop.await(probe).kind());
            assertTrue(target.breakerOpenFor().toMillis() > 0);
            assertEquals(before + 1, receiver.arrivals().size());
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        try (Receiver receiver = receiver()) {
            Target target = receiver.target(Duration.ofSeconds(10), Duration.ofSeconds(30));
            receiver.hangs();
            CompletableFuture<Answer> underWay = loop.begin(target, Samples.outgoing("{}", 1));
            for (int i = 0; i < 200 && receiver.arrivals().isEmpty(); i++) {
                Thread.sleep(10);
            }
            Loop.await(loop.on(target::close));
            assertEquals(Answer.Kind.CONNECTION, Loop.await(underWay).kind());
            assertEquals(
                    Answer.Kind.CONNECTION,
                    loop.send(target, Samples.outgoing("{}", 1)).kind());
        }
    }

    static void assertAccepted(Answer answer) {
        assertEquals(Answer.Kind.STATUS, answer.kind(), answer.toString());
        assertEquals(2, answer.status() / 100, answer.toString());
        assertEquals(null, answer.error());
    }

    private static void waitUntilLetThrough(Target target) throws InterruptedException {
        for (int i = 0; i < 500 && !target.breakerOpenFor().isZero(); i++) {
            Thread.sleep(10);
        }
        assertEquals(Duration.ZERO, target.breakerOpenFor());
    }

    private static void verify(String secret, Arrival arrival) throws Exception {
        HashMap<String, List<String>> headers = new HashMap<>();
        arrival.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        new Webhook(secret)
                .verify(
                        new String(arrival.body(), StandardCharsets.UTF_8),
                        java.net.http.HttpHeaders.of(headers, (name, value) -> true));
    }
}
