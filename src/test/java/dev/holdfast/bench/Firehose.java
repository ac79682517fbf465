package dev.holdfast.bench;

import dev.holdfast.process.HubSpotBatches;
import dev.holdfast.process.Latencies;
import dev.holdfast.process.Patience;
import dev.holdfast.process.Post;
import dev.holdfast.process.PostLoop;
import dev.holdfast.process.StripeSigner;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** New signed events without end: as many as the connections carry, or so many a second. Keeps no record of them. */
final class Firehose implements PostLoop.Work, AutoCloseable {
    private static final AtomicLong HOSES = new AtomicLong(System.currentTimeMillis());

    private final Function<String, ByteBuffer> requests;
    private final int eventsEach;
    private final String prefix = "evt_" + Long.toString(HOSES.incrementAndGet(), 36) + "_";
    private final long gapNanos;
    private final long limit;
    private final @Nullable Map<String, Long> sentAt;
    private final PostLoop loop;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile Latencies latencies = new Latencies();
    private long sent;
    private long nextDue = System.nanoTime();

    private Firehose(
            Function<String, ByteBuffer> requests,
            int eventsEach,
            List<InetSocketAddress> servers,
            int connections,
            int rate,
            long limit,
            @Nullable Map<String, Long> sentAt) {
        this.requests = requests;
        this.eventsEach = eventsEach;
        this.gapNanos = rate == 0 ? 0 : Duration.ofSeconds(1).toNanos() / rate;
        this.limit = limit;
        this.sentAt = sentAt;
        this.loop = PostLoop.start(servers, connections, Duration.ofSeconds(30), this);
    }

    /** Opens it. A rate of 0 means: as fast as the answers come. */
    static Firehose open(InetSocketAddress server, int connections, int rate, int bodyBytes) {
        return open(server, connections, rate, bodyBytes, Long.MAX_VALUE);
    }

    /** Opens it for a number of events, all of which will be sent until they are acknowledged or refused. */
    static Firehose open(InetSocketAddress server, int connections, int rate, int bodyBytes, long limit) {
        return new Firehose(stripe(bodyBytes), 1, List.of(server), connections, rate, limit, null);
    }

    /** Opens it for a number of events at 1 KiB, the connections spread over servers, as fast as the answers come. */
    static Firehose spread(List<InetSocketAddress> servers, int connections, long limit) {
        return new Firehose(stripe(1024), 1, servers, connections, 0, limit, null);
    }

    /** Opens it for requests of a hundred events each, as fast as the answers come. */
    static Firehose batches(InetSocketAddress server, int connections) {
        return new Firehose(hubSpot(), HubSpotBatches.EVENTS, List.of(server), connections, 0, Long.MAX_VALUE, null);
    }

    /** Opens it for given requests, each sent until it is acknowledged or refused, as fast as the answers come. */
    static Firehose of(Iterator<ByteBuffer> requests, long count, InetSocketAddress server, int connections) {
        return new Firehose(unused -> requests.next(), 1, List.of(server), connections, 0, count, null);
    }

    private static Function<String, ByteBuffer> stripe(int bodyBytes) {
        StripeSigner signer = new StripeSigner(BenchService.SOURCE, BareServer.SECRET, bodyBytes);
        return id -> {
            long seconds = System.currentTimeMillis() / 1000;
            return signer.request(signer.body(id, "invoice.paid", seconds), seconds);
        };
    }

    private static Function<String, ByteBuffer> hubSpot() {
        HubSpotBatches batches = new HubSpotBatches(System.currentTimeMillis() << 12);
        AtomicLong next = new AtomicLong();
        return unused -> {
            long number = next.getAndIncrement();
            return batches.request(number, batches.body(number), System.currentTimeMillis() / 1000);
        };
    }

    /** Opens it at 1 KiB and writes down when each event went out; latency counts from there, too. */
    static Firehose tracked(InetSocketAddress server, int connections, int rate, long limit, Map<String, Long> sent) {
        return new Firehose(stripe(1024), 1, List.of(server), connections, rate, limit, sent);
    }

    @Override
    public @Nullable Post next(int connection, long now) {
        if (sent >= limit || now - nextDue < 0) {
            return null;
        }
        long due = gapNanos == 0 || sentAt != null ? now : nextDue;
        nextDue += gapNanos;
        String id = prefix + sent++;
        if (sentAt != null) {
            sentAt.put(id, now);
        }
        return new Post(id, requests.apply(id), due);
    }

    @Override
    public void answered(Post post, int status, long now) {
        if (status == 200) {
            acknowledged.addAndGet(eventsEach);
            latencies.add(now - post.due());
        } else {
            refused.incrementAndGet();
        }
    }

    /** Events acknowledged so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Waits for a number of acknowledgements. */
    void await(long events, Duration limit) {
        Patience.await(limit, () -> acknowledged.get() >= events, () -> acknowledged + " of " + events + " events");
    }

    Latencies latencies() {
        return latencies;
    }

    /** Durations from here on. */
    Latencies newLatencies() {
        latencies = new Latencies();
        return latencies;
    }

    @Override
    public void close() {
        loop.close();
        if (refused.get() > acknowledged.get() / 100 + 300) {
            throw new IllegalStateException(refused + " of " + (acknowledged.get() + refused.get()) + " were refused");
        }
    }
}
