package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.faults.DeafPort;
import dev.holdfast.faults.FaultMode;
import dev.holdfast.faults.FaultModes;
import dev.holdfast.faults.FaultTarget;
import dev.holdfast.process.FreePorts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer for each way in which an HTTP target can misbehave, and that the target is whole afterwards. */
class HttpFaultsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final Loop loop = new Loop();

    @AfterEach
    void close() {
        loop.close();
    }

    static Stream<Arguments> modes() {
        return Stream.of(
                mode("reset on accept", FaultModes.resetOnAccept(), "CONNECTION"),
                mode("reset after the request", FaultModes.resetAfterRequest(), "CONNECTION"),
                mode("reset mid body", FaultModes.resetMidBody(), "CONNECTION"),
                mode("silence from the start", FaultModes.silence(), "TIMEOUT"),
                mode("silence after the request", FaultModes.silenceAfterRequest(), "TIMEOUT"),
                mode("half a head", FaultModes.halfHead(), "CONNECTION"),
                mode("half a body", FaultModes.halfBody(), "CONNECTION"),
                mode("half a body, then silence", FaultModes.halfBodyThenSilence(), "TIMEOUT"),
                mode("a byte each second", FaultModes.drip(Duration.ofSeconds(1)), "TIMEOUT"),
                mode("a byte each millisecond", FaultModes.drip(Duration.ofMillis(1)), "200"),
                mode("latency", FaultModes.latency(Duration.ofMillis(100), FaultModes.ok()), "200"),
                mode("1 GiB", FaultModes.huge(1L << 30), "200"),
                mode("an endless body", FaultModes.endlessBody(), "200"),
                mode("endless headers", FaultModes.endlessHeaders(), "CONNECTION"),
                mode("10,000 headers", FaultModes.manyHeaders(10_000), "CONNECTION"),
                mode("100 for ever", FaultModes.continueForEver(), "TIMEOUT"),
                mode("103 a thousand times", FaultModes.earlyHints(1_000), "200"),
                mode("length too long", FaultModes.lengthTooLong(), "CONNECTION"),
                mode("length too short", FaultModes.lengthTooShort(), "200|CONNECTION"),
                mode("bad chunk", FaultModes.badChunk(), "CONNECTION"),
                mode("chunk extensions", FaultModes.chunkExtensions(), "CONNECTION"),
                mode("gzip bomb", FaultModes.gzipBomb(64), "200"),
                mode("HTTP/1.0", FaultModes.http10(), "200"),
                mode("no status line", FaultModes.http09(), "CONNECTION"),
                mode("not HTTP", FaultModes.garbage(), "CONNECTION"),
                mode("200, then reset", FaultModes.okThenReset(), "200|CONNECTION"),
                mode("line end in the reason", FaultModes.reasonWithLineEnd(), "200|CONNECTION"));
    }

    private static Arguments mode(String name, FaultMode mode, String expected) {
        return Arguments.of(name, mode, expected);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("modes")
    void everyFaultIsAnAnswer(String name, FaultMode mode, String expected) throws Exception {
        try (FaultTarget server = FaultTarget.start(mode)) {
            Duration timeout = expected.equals("TIMEOUT") ? TIMEOUT : PATIENT;
            Target target = target(server.url(), timeout);
            for (int i = 0; i < 3; i++) {
                long begun = System.nanoTime();
                Answer answer = loop.send(target, Samples.outgoing("{}", 1));
                long took = (System.nanoTime() - begun) / 1_000_000;
                String got = answer.kind() == Answer.Kind.STATUS
                        ? String.valueOf(answer.status())
                        : answer.kind().name();
                assertTrue(List.of(expected.split("\\|")).contains(got), answer.toString());
                assertTrue(took < timeout.toMillis() + 1_000, took + " ms");
                assertEquals(got.equals("200"), answer.error() == null, answer.toString());
            }
            server.become(FaultModes.ok());
            awaitAccepted(target);
            Loop.await(loop.on(target::close));
            awaitNoConnections(server);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anySuccessIsAccepted(int status) {
        Answer answer = one(FaultModes.status(status));
        TargetConformance.assertAccepted(answer);
        assertEquals(status, answer.status());
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 400, 401, 404, 408, 410, 413, 418, 425, 429, 500, 501, 502, 503, 504, 599})
    void anyOtherStatusIsToldAsItIs(int status) {
        Answer answer = one(FaultModes.status(status));
        assertEquals(Answer.Kind.STATUS, answer.kind());
        assertEquals(status, answer.status());
        assertEquals("the target answered " + status, answer.error());
        assertEquals(null, answer.retryAfter());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        try (FaultTarget other = FaultTarget.start(FaultModes.ok());
                FaultTarget server = FaultTarget.start(FaultModes.redirect(status, other.url()))) {
            Answer answer = loop.send(target(server.url(), PATIENT), Samples.outgoing("{}", 1));
            assertEquals(status, answer.status());
            assertEquals(0, other.accepted());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "429, 7, PT7S",
                "503, 120, PT2M",
                "503, 99999999999999999999, PT1H",
                "429, 0, PT0S",
                "429, -5, -",
                "503, soon, -",
                "500, 7, -",
                "200, 7, -",
                "301, 7, -",
                "429, 1.5, -",
                "503, ٧, -"
            })
    void retryAfterCountsOnlyWhereItMeansPacing(int status, String header, String expected) {
        Answer answer = one(FaultModes.status(status, "Retry-After: " + header));
        assertEquals(expected == null ? null : Duration.parse(expected), answer.retryAfter());
    }

    @Test
    void retryAfterMayBeADate() {
        Duration wait = one(FaultModes.status(503, "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"))
                .retryAfter();
        assertEquals(Duration.ofHours(1), wait);
        assertEquals(
                null,
                one(FaultModes.status(503, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"))
                        .retryAfter());
    }

    @Test
    void aPortWithoutAListenerIsAConnectionError() {
        String nobody = "http://127.0.0.1:" + FreePorts.next() + "/";
        Answer answer = loop.send(target(nobody, PATIENT), Samples.outgoing("{}", 1));
        assertEquals(Answer.Kind.CONNECTION, answer.kind());
        assertEquals("the target accepts no connection", answer.error());
    }

    @Test
    void aPortThatNeverAcceptsIsATimeout() {
        try (DeafPort deaf = DeafPort.open()) {
            Target target = target("http://127.0.0.1:" + deaf.port() + "/", TIMEOUT);
            Answer answer = loop.send(target, Samples.outgoing("{}", 1));
            assertEquals(Answer.Kind.TIMEOUT, answer.kind(), answer.toString());
        }
    }

    @Test
    void aHostThatHasNoAddressIsAConnectionError() {
        Target target = new HttpTarget(
                Samples.settings("http://billing.internal/", TIMEOUT, Duration.ofSeconds(30)),
                loop.vertx(),
                Clock.systemUTC(),
                new SplittableRandom(1),
                socket -> false,
                host -> io.vertx.core.Future.failedFuture("unknown " + host));
        Answer answer = loop.send(target, Samples.outgoing("{}", 1));
        assertEquals(Answer.Kind.CONNECTION, answer.kind());
        assertEquals("the name has no address", answer.error());
    }

    @Test
    void connectionsAreKept() {
        try (FaultTarget server = FaultTarget.start(FaultModes.ok())) {
            Target target = target(server.url(), Duration.ofSeconds(5));
            for (int i = 0; i < 10; i++) {
                loop.sendAll(target, 8, () -> Samples.outgoing("{}", 1));
            }
            assertEquals(80, server.requests());
            assertTrue(server.accepted() <= 8, server.accepted() + " connections");
        }
    }

    @Test
    void manyAttemptsEndInOrderOfTheirDeadlines() {
        try (FaultTarget server = FaultTarget.start(FaultModes.silenceAfterRequest())) {
            Target target = target(server.url(), TIMEOUT);
            List<CompletableFuture<Answer>> begun = Stream.generate(() -> loop.begin(target, Samples.outgoing("{}", 1)))
                    .limit(19) // one fewer than would open the breaker
                    .toList();
            begun.forEach(answer ->
                    assertEquals(Answer.Kind.TIMEOUT, Loop.await(answer).kind()));
            server.become(FaultModes.ok());
            TargetConformance.assertAccepted(loop.send(target, Samples.outgoing("{}", 1)));
        }
    }

    @Test
    void nothingOfTheAnswerIsRepeated() {
        String secret = "canary-3141";
        for (FaultMode mode : List.of(
                FaultModes.bytes("HTTP/" + secret + "\r\n\r\n"),
                FaultModes.bytes(
                        "HTTP/1.1 500 " + secret + "\r\nX: " + secret + "\r\nContent-Length: 11\r\n\r\n" + secret),
                FaultModes.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + secret + "\r\n"))) {
            String error = one(mode).error();
            assertNotNull(error);
            assertTrue(!error.contains(secret), error);
        }
    }

    private Answer one(FaultMode mode) {
        try (FaultTarget server = FaultTarget.start(mode)) {
            return loop.send(target(server.url(), PATIENT), Samples.outgoing("{}", 1));
        }
    }

    private Target target(String url, Duration timeout) {
        return new HttpTarget(
                Samples.settings(url, timeout, Duration.ofSeconds(30)),
                loop.vertx(),
                Clock.systemUTC(),
                new SplittableRandom(1),
                socket -> false,
                NameLookup.platform(loop.vertx()));
    }

    /** A kept connection may turn out to be broken only when it is used again; that costs an attempt. */
    private void awaitAccepted(Target target) {
        Answer answer = loop.send(target, Samples.outgoing("{}", 2));
        TargetConformance.assertAccepted(
                answer.kind() == Answer.Kind.CONNECTION ? loop.send(target, Samples.outgoing("{}", 3)) : answer);
    }

    private static void awaitNoConnections(FaultTarget server) throws InterruptedException {
        for (int i = 0; i < 1_000 && server.open() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, server.open());
    }
}
