package dev.holdfast.receive;

import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.KeyRequest;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches keys that doors want, while deliveries wait.
 *
 * <p>Equal requests share one fetch. Who wants a key may be a stranger, so everything has a bound: fetches by
 * {@link FetchBudget}, deliveries that wait by number and bytes, each wait by {@value #LONGEST_MILLIS} ms and half of what
 * the vendor waits. Past a bound the vendor is asked to come again. May be used by many threads at once.
 */
public final class KeyFetcher {
    /** With the commit that follows, less than a request may take at the service's end. */
    static final int LONGEST_MILLIS = 2_000;

    static final int MOST_OF_SOURCE = 128;
    static final int MOST = 512;
    static final long MOST_BYTES = 32L << 20;

    private final Vertx vertx;
    private final KeyServer server;
    private final InstantSource time;
    private final KeyLog log;
    private final Map<KeyRequest, KeyFetch> underWay = new HashMap<>();
    private final Map<String, Integer> waitingOf = new HashMap<>();
    private final FetchBudget budget = new FetchBudget(System.nanoTime());
    private int waiting;
    private long waitingBytes;
    private boolean closed;

    /** A fetcher that has nothing to do yet. */
    public KeyFetcher(Vertx vertx, KeyServer server, InstantSource time, KeyLog log) {
        this.vertx = vertx;
        this.server = server;
        this.time = time;
        this.log = log;
        log.watch(this::waiting);
    }

    /** Resumes once, on the caller's context: when the key was fetched, or when that cannot be. */
    void want(Delivery delivery, Door door, KeyRequest request, KeyFetch.Resume resume) {
        Context context = vertx.getOrCreateContext();
        KeyFetch.Waiting one = new KeyFetch.Waiting(
                delivery.source(), delivery.bytes(), told -> context.runOnContext(v -> resume.with(told)));
        KeyFetch fetch;
        boolean begins;
        synchronized (this) {
            fetch = underWay.get(request);
            begins = fetch == null;
            if (closed || isFull(one) || (begins && !budget.take(one.source(), System.nanoTime()))) {
                fetch = null;
            } else {
                fetch = begins ? new KeyFetch(one.source(), request, door, System.nanoTime()) : fetch;
                underWay.put(request, fetch);
                enter(fetch, one);
            }
        }
        if (fetch == null) {
            log.limited(one.source());
            resume.with(false);
        } else if (begins) {
            KeyFetch own = fetch;
            server.ask(request, limit(door)).onComplete(result -> ended(own, result));
        }
    }

    /** From now on nothing is fetched; who waits is told to come again. */
    public void close() {
        List<KeyFetch> fetches;
        synchronized (this) {
            closed = true;
            fetches = new ArrayList<>(underWay.values());
        }
        fetches.forEach(fetch -> release(fetch, false));
    }

    private void ended(KeyFetch fetch, AsyncResult<KeyServer.Answer> result) {
        KeyFetch.End end = fetch.judge(result, time.instant());
        int released = release(fetch, end.isTold());
        log.fetched(fetch, end, result, released);
    }

    /** How many waited. */
    private int release(KeyFetch fetch, boolean told) {
        List<KeyFetch.Waiting> all;
        synchronized (this) {
            underWay.remove(fetch.request, fetch);
            all = List.copyOf(fetch.waiting);
            fetch.waiting.clear();
            all.forEach(this::leave);
        }
        all.forEach(one -> one.resume().with(told));
        return all.size();
    }

    private boolean isFull(KeyFetch.Waiting one) {
        return waiting >= MOST
                || waitingBytes + one.bytes() > MOST_BYTES
                || waitingOf.getOrDefault(one.source(), 0) >= MOST_OF_SOURCE;
    }

    private void enter(KeyFetch fetch, KeyFetch.Waiting one) {
        fetch.waiting.add(one);
        waitingOf.merge(one.source(), 1, Integer::sum);
        waitingBytes += one.bytes();
        waiting++;
    }

    private void leave(KeyFetch.Waiting one) {
        waitingOf.merge(one.source(), -1, Integer::sum);
        waitingBytes -= one.bytes();
        waiting--;
    }

    private synchronized int waiting() {
        return waiting;
    }

    private static Duration limit(Door door) {
        return Duration.ofMillis(Math.min(LONGEST_MILLIS, door.answerWithin().toMillis() / 2));
    }
}
