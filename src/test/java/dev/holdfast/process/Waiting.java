package dev.holdfast.process;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Requests that are sent on a word, each on a connection of its own, and that may be kept waiting. */
final class Waiting implements PostLoop.Work, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final Requests requests;
    private final PostLoop loop;
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private volatile int wanted;
    private volatile int sent;
    private volatile int over;

    /** @param most requests that can wait at a time */
    Waiting(Ledger ledger, Requests requests, InetSocketAddress server, int most) {
        this.ledger = ledger;
        this.requests = requests;
        this.loop = PostLoop.start(List.of(server), most, DEADLINE, this);
    }

    /** Sends until so many more wait than have been sent; returns when they are on their way. */
    void send(int more) {
        wanted += more;
        Patience.await(Duration.ofSeconds(20), () -> sent == wanted, () -> sent + " sent of " + wanted);
    }

    @Override
    public @Nullable Post next(int connection, long now) {
        if (sent >= wanted) {
            return null;
        }
        byte[] body = requests.body(sent);
        String id = requests.id(sent);
        ledger.sent(id, body);
        Post post = new Post(id, requests.request(sent, body, System.currentTimeMillis() / 1000), now);
        sent++;
        return post;
    }

    @Override
    public void answered(Post post, int status, long now) {
        ledger.answered(post.id(), Answered.of(status), status);
        statuses.merge(status, 1, Integer::sum);
        over++;
    }

    /** How many have no answer yet. */
    int open() {
        return sent - over;
    }

    /** How often each status came. */
    Map<Integer, Integer> statuses() {
        return new TreeMap<>(statuses);
    }

    @Override
    public void close() {
        loop.close();
    }
}
