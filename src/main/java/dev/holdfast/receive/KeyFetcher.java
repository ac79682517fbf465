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
import org.jspecify.annotations.Nullable;

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

    /**
     * Resumes once, on the caller's context: when the key was fetched, or when that cannot be.
     *
     * @param bytes that the delivery holds while it waits
     */
    void want(String source, int bytes, Door door, KeyRequest request, KeyFetch.Resume resume) {
        Context context = vertx.getOrCreateContext();
        KeyFetch.Waiting one =
                new KeyFetch.Waiting(source, bytes, told -> context.runOnContext(v -> resume.with(told)));
        Entry entry = enter(one, door, request);
        KeyFetch fetch = entry.fetch();
        if (fetch == null) {
            log.limited(source);
            resume.with(false);
        } else if (entry.begins()) {
            server.ask(request, limit(door)).onComplete(result -> ended(fetch, result));
        }
    }

    /** What a delivery waits for, and whether that is still to begin; null when it may not wait. */
    private record Entry(@Nullable KeyFetch fetch, boolean begins) {}

    private synchronized Entry enter(KeyFetch.Waiting one, Door door, KeyRequest request) {
        KeyFetch known = underWay.get(request);
        boolean may = !closed && !isFull(one) && (known != null || budget.take(one.source(), System.nanoTime()));
        if (!may) {
            return new Entry(null, false);
        }
        KeyFetch fetch = known == null ? new KeyFetch(one.source(), request, door, System.nanoTime()) : known;
        underWay.put(request, fetch);
        fetch.waiting.add(one);
        count(one, 1);
        return new Entry(fetch, known == null);
    }

    /** From now on nothing is fetched; who waits is told to come again. */
    public void close() {
        List<KeyFetch> fetches;
        synchronized (this) {
            closed = true;
            fetches = new ArrayList<>(underWay.values());
        }
        fetches.forEach(fetch -> leave(fetch).forEach(one -> one.resume().with(false)));
    }

    private void ended(KeyFetch fetch, AsyncResult<KeyServer.Answer> result) {
        KeyFetch.End end = fetch.judge(result, time.instant());
        List<KeyFetch.Waiting> all = leave(fetch);
        log.fetched(fetch, end, result, all.size());
        all.forEach(one -> one.resume().with(end.isTold()));
    }

    /** Who waited; whoever comes from now on begins anew. */
    private synchronized List<KeyFetch.Waiting> leave(KeyFetch fetch) {
        underWay.remove(fetch.request, fetch);
        List<KeyFetch.Waiting> all = List.copyOf(fetch.waiting);
        fetch.waiting.clear();
        all.forEach(one -> count(one, -1));
        return all;
    }

    private boolean isFull(KeyFetch.Waiting one) {
        return waiting >= MOST
                || waitingBytes + one.bytes() > MOST_BYTES
                || waitingOf.getOrDefault(one.source(), 0) >= MOST_OF_SOURCE;
    }

    private void count(KeyFetch.Waiting one, int sign) {
        waitingOf.merge(one.source(), sign, Integer::sum);
        waitingBytes += (long) sign * one.bytes();
        waiting += sign;
    }

    private synchronized int waiting() {
        return waiting;
    }

    private static Duration limit(Door door) {
        return Duration.ofMillis(Math.min(LONGEST_MILLIS, door.answerWithin().toMillis() / 2));
    }
}
