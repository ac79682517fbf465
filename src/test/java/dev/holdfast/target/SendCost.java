package dev.holdfast.target;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventId;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What sending costs: CPU of the one event loop that sends, in microseconds an attempt, for a bare client and for the target.
 *
 * <p>The server runs on another event loop of the same process, so that its work is not counted. Run {@code main}; the rounds
 * alternate and the medians are told.
 */
final class SendCost {
    private static final int IN_FLIGHT = 64;
    private static final int SENDS = Integer.getInteger("sends", 40_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final byte[] PAYLOAD = new byte[1024];

    private SendCost() {}

    /** Prints a line for each way of sending. */
    public static void main(String[] arguments) throws Exception {
        Arrays.fill(PAYLOAD, (byte) 'x');
        Vertx servers = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Vertx clients = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpServer server = servers.createHttpServer()
                .requestHandler(
                        request -> request.endHandler(v -> request.response().end()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        Context context = clients.getOrCreateContext();
        List<Way> ways = List.of(
                new Way("bare client", bare(clients, server.actualPort())),
                new Way("unsigned, no breaker", open(target(clients, server.actualPort(), List.of()))),
                new Way("unsigned, breaker", guarded(target(clients, server.actualPort(), List.of()))),
                new Way("v1, breaker", guarded(target(clients, server.actualPort(), List.of(hmac())))));
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : ways) {
                way.run(context, round);
            }
        }
        ways.forEach(way -> System.out.println(way.line()));
        System.out.printf("%-20s %6.2f us a signature of 1 KiB%n", "v1", signing(Samples.WHSEC));
        System.out.printf("%-20s %6.2f us a signature of 1 KiB%n", "v1a", signing(Samples.WHSK));
        clients.close();
        servers.close();
        System.exit(0); // the guards' own threads would keep the process
    }

    private static double signing(String secret) {
        Signatures signatures = new Signatures(List.of(SigningKey.parse(secret)));
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < 2_000; i++) {
                signatures.of("evt_01K8Z0T3V9C2M", "1800000000", PAYLOAD);
            }
            best = Math.min(best, (System.nanoTime() - begun) / 2e6);
        }
        return best;
    }

    private static Consumer<Runnable> bare(Vertx vertx, int port) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(IN_FLIGHT));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/hooks");
        return done -> client.request(options)
                .compose(request ->
                        request.putHeader("content-type", "application/json").send(Buffer.buffer(PAYLOAD)))
                .compose(HttpClientResponse::body)
                .onComplete(body -> done.run());
    }

    private static HttpTarget target(Vertx vertx, int port, List<SigningKey> keys) {
        TargetSettings settings = new TargetSettings(
                "cost" + keys.size(),
                TargetUrl.parse("http://127.0.0.1:" + port + "/hooks"),
                keys,
                Duration.ofSeconds(10),
                IN_FLIGHT,
                0,
                TargetSettings.DEFAULT_RETRIES,
                TargetSettings.DEFAULT_BREAKER_DELAY);
        return new HttpTarget(
                settings,
                vertx,
                Clock.systemUTC(),
                new SplittableRandom(1),
                socket -> false,
                NameLookup.platform(vertx));
    }

    private static Consumer<Runnable> open(HttpTarget target) {
        Outgoing outgoing = outgoing();
        return done -> target.attempt(outgoing).subscribe().with(answer -> accepted(answer, done));
    }

    private static Consumer<Runnable> guarded(HttpTarget target) {
        Outgoing outgoing = outgoing();
        return done -> target.send(outgoing).subscribe().with(answer -> accepted(answer, done));
    }

    private static void accepted(Answer answer, Runnable done) {
        if (answer.status() != 200) {
            System.err.println(answer);
            System.exit(1);
        }
        done.run();
    }

    private static Outgoing outgoing() {
        Item item = new Item("invoice.paid", "d1", List.of(), "in_123", null, null, "application/json", PAYLOAD, null);
        return new Outgoing(
                new Event(EventId.first(1, 1_800_000_000_000L), "stripe", Origin.PUSH, 1_800_000_000_123L, item), 1);
    }

    private static SigningKey hmac() {
        return SigningKey.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
    }

    /** One way of sending, and what its rounds took. */
    private record Way(String name, Consumer<Runnable> send, List<Double> micros, List<Double> rates) {
        Way(String name, Consumer<Runnable> send) {
            this(name, send, new ArrayList<>(), new ArrayList<>());
        }

        void run(Context context, int round) throws Exception {
            CompletableFuture<Void> finished = new CompletableFuture<>();
            long wall = System.nanoTime();
            long cpu = cpu(context);
            context.runOnContext(v -> new Loop(send, finished).start());
            finished.get();
            if (round >= ROUNDS / 2) {
                micros.add((cpu(context) - cpu) / 1e3 / SENDS);
                rates.add(SENDS * 1e9 / (System.nanoTime() - wall));
            }
        }

        String line() {
            return String.format("%-20s %6.2f us CPU a send, %8.0f sends/s", name, median(micros), median(rates));
        }

        private static double median(List<Double> values) {
            Collections.sort(values);
            return values.get(values.size() / 2);
        }

        private static long cpu(Context context) throws Exception {
            CompletableFuture<Long> nanos = new CompletableFuture<>();
            context.runOnContext(
                    v -> nanos.complete(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
            return nanos.get();
        }
    }

    /** Keeps {@link #IN_FLIGHT} sends under way until all are done. */
    private static final class Loop {
        private final Consumer<Runnable> send;
        private final CompletableFuture<Void> finished;
        private int begun;
        private int ended;

        Loop(Consumer<Runnable> send, CompletableFuture<Void> finished) {
            this.send = send;
            this.finished = finished;
        }

        void start() {
            while (begun < IN_FLIGHT) {
                next();
            }
        }

        private void next() {
            begun++;
            send.accept(this::done);
        }

        private void done() {
            ended++;
            if (begun < SENDS) {
                next();
            } else if (ended == SENDS) {
                finished.complete(null);
            }
        }
    }
}
