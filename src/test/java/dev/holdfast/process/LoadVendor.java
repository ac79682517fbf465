package dev.holdfast.process;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A vendor under load: sends signed events at a rate, and sends again what was not acknowledged, as vendors do.
 *
 * <p>A post without an answer is unknown until it was acknowledged at last; {@link #finish} goes on until each was.
 */
public final class LoadVendor implements PostLoop.Work, AutoCloseable {
    private static final long AGAIN_NANOS = Duration.ofMillis(300).toNanos();
    private static final long LATEST_NANOS = Duration.ofMillis(200).toNanos();
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Ledger ledger;
    private final StripeSigner signer;
    private final String prefix;
    private final long gapNanos;
    private final PostLoop loop;
    private final Map<String, byte[]> open = new HashMap<>();
    private final Queue<Again> again = new ArrayDeque<>();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();
    private long count;
    private long nextDue = System.nanoTime();
    private volatile boolean sending = true;
    private volatile int waiting;

    private record Again(String id, long notBefore) {}

    /**
     * Starts sending at once.
     *
     * @param prefix of the events' ids: two vendors of one ledger want two
     * @param rate events a second, or 0 for as many as the connections carry
     */
    public LoadVendor(
            Ledger ledger,
            StripeSigner signer,
            String prefix,
            List<InetSocketAddress> servers,
            int connections,
            int rate) {
        this.ledger = ledger;
        this.signer = signer;
        this.prefix = prefix;
        this.gapNanos = rate == 0 ? 0 : Duration.ofSeconds(1).toNanos() / rate;
        this.loop = PostLoop.start(servers, connections, DEADLINE, this);
    }

    @Override
    public @Nullable Post next(int connection, long now) {
        Again first = again.peek();
        if (first != null && now - first.notBefore >= 0) {
            again.remove();
            return post(first.id, open.get(first.id), now);
        }
        if (!sending || now - nextDue < 0) {
            return null;
        }
        nextDue = Math.max(nextDue, now - LATEST_NANOS); // a vendor that was held up does not send all of it at once
        long due = nextDue;
        nextDue += gapNanos;
        String id = prefix + String.format("%07d", count++);
        byte[] body = signer.body(id, "invoice.paid", System.currentTimeMillis() / 1000);
        open.put(id, body);
        waiting = open.size();
        return post(id, body, gapNanos == 0 ? now : due);
    }

    private Post post(String id, byte[] body, long due) {
        ledger.sent(id, body);
        return new Post(id, signer.request(body, System.currentTimeMillis() / 1000), due);
    }

    @Override
    public void answered(Post post, int status, long now) {
        Answered answered = Answered.of(status);
        ledger.answered(post.id(), answered, status);
        statuses.merge(status, 1, Integer::sum);
        if (answered == Answered.OK) {
            open.remove(post.id());
            waiting = open.size();
            latencies.add(now - post.due());
        } else {
            again.add(new Again(post.id(), now + AGAIN_NANOS));
        }
    }

    /** Sends nothing new, and what is still open until it is acknowledged. */
    public void finish(Duration limit) {
        sending = false;
        Patience.await(limit, () -> waiting == 0, () -> waiting + " events were never acknowledged; " + statuses());
    }

    /** Sends nothing new from here on. */
    public void quiet() {
        sending = false;
    }

    /** Sends new events again. */
    void resume() {
        sending = true;
    }

    /** How often each status came; {@link PostLoop#NO_ANSWER} counts the posts without one. */
    public Map<Integer, Integer> statuses() {
        return new TreeMap<>(statuses);
    }

    /** From the moment a post was due to its acknowledgement. */
    public Latencies latencies() {
        return latencies;
    }

    @Override
    public void close() {
        loop.close();
    }
}
