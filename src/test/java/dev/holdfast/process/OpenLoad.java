package dev.holdfast.process;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A load that does not care how it is answered: each request has its time, whatever became of those before it, and its latency
 * counts from that time. A service that is slow finds the requests that it held up waiting; none is left out, and none is sent
 * again.
 *
 * <p>What was acknowledged goes into the ledger. At the end what has not been sent, for want of a free connection, is counted.
 */
final class OpenLoad implements PostLoop.Work, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Requests requests;
    private final Ledger ledger;
    private final long start;
    private final long end;
    private final double gapNanos;
    private final PostLoop loop;
    private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
    private final Latencies accepted = new Latencies();
    private final Latencies refused = new Latencies();
    private final AtomicLong inTime = new AtomicLong();
    private volatile long sent;
    private volatile long over;
    private long seconds;
    private long secondsUntil;

    /**
     * Starts in a moment, once its connections are open.
     *
     * @param rate requests a second
     */
    OpenLoad(
            Ledger ledger, Requests requests, InetSocketAddress server, int connections, double rate, Duration length) {
        this.ledger = ledger;
        this.requests = requests;
        this.gapNanos = 1e9 / rate;
        this.start = System.nanoTime() + Duration.ofMillis(500).toNanos();
        this.end = start + length.toNanos();
        this.loop = PostLoop.start(List.of(server), connections, DEADLINE, this);
    }

    @Override
    public @Nullable Post next(int connection, long now) {
        long due = start + (long) (sent * gapNanos);
        if (now - due < 0 || due - end >= 0 || now - end >= 0) {
            return null;
        }
        if (now - secondsUntil >= 0) {
            seconds = System.currentTimeMillis() / 1000;
            secondsUntil = now + 200_000_000L;
        }
        long number = sent++;
        return new Post(Long.toString(number), requests.request(number, requests.body(number), seconds), due);
    }

    @Override
    public void answered(Post post, int status, long now) {
        statuses.computeIfAbsent(status, s -> new AtomicLong()).incrementAndGet();
        if (status == OK) {
            accepted.add(now - post.due());
            if (now - end < 0) {
                inTime.incrementAndGet();
            }
        } else if (status == UNAVAILABLE) {
            refused.add(now - post.due());
        }
        if (status == OK || status == PostLoop.NO_ANSWER) {
            long number = Long.parseLong(post.id());
            ledger.sent(requests.id(number), requests.body(number));
            ledger.answered(requests.id(number), Answered.of(status), status);
        }
        over++;
    }

    /** Waits until the time is over and every request that was sent has its answer. */
    OpenLoad await() {
        Patience.await(
                Duration.ofNanos(end - System.nanoTime()).plus(DEADLINE).plusSeconds(2),
                () -> System.nanoTime() - end > 0 && over == sent,
                () -> "answers to " + (sent - over) + " requests");
        return this;
    }

    /** Acknowledged within the time, for each second of it. */
    double goodput() {
        return inTime.get() / ((end - start) / 1e9);
    }

    /** From when they should have been sent to their 200. */
    Latencies accepted() {
        return accepted;
    }

    /** The same to their 503. */
    Latencies refused() {
        return refused;
    }

    /** Requests whose time came and that found no free connection until the end. */
    long unsent() {
        return Math.max(0, offered() - sent);
    }

    /** The same as a share of those whose time came. */
    double unsentShare() {
        return (double) unsent() / offered();
    }

    private long offered() {
        return (long) ((end - start) / gapNanos);
    }

    /** Requests that are over. */
    long answers() {
        return over;
    }

    /** How often each status came; {@link PostLoop#NO_ANSWER} counts the requests without one. */
    Map<Integer, Long> statuses() {
        Map<Integer, Long> counts = new TreeMap<>();
        statuses.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    /** One line for people. */
    String summary() {
        return String.format(
                "%,.0f/s offered: %,.0f/s accepted in %s; refused in %s; %s; %d unsent",
                1e9 / gapNanos, goodput(), accepted.summary(), refused.summary(), statuses(), unsent());
    }

    @Override
    public void close() {
        loop.close();
    }
}
