package dev.holdfast.process;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Many clients that post the same delivery at the same time, one delivery after the other. */
final class Chorus implements PostLoop.Work {
    private final Ledger ledger;
    private final StripeSigner signer;
    private final int clients;
    private final int deliveries;
    private final boolean[] sang;
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private @Nullable ByteBuffer request;
    private int open;
    private volatile int sung;

    Chorus(Ledger ledger, StripeSigner signer, int clients, int deliveries) {
        this.ledger = ledger;
        this.signer = signer;
        this.clients = clients;
        this.deliveries = deliveries;
        this.sang = new boolean[clients];
    }

    @Override
    public @Nullable Post next(int client, long now) {
        if (request == null && sung < deliveries) {
            byte[] body = signer.body(id(), "invoice.paid", 1_700_000_000);
            ledger.sent(id(), body);
            request = signer.request(body, System.currentTimeMillis() / 1000);
            open = clients;
            Arrays.fill(sang, false);
        }
        if (request == null || sang[client]) {
            return null;
        }
        sang[client] = true;
        return new Post(id(), request.duplicate(), now);
    }

    private String id() {
        return "evt_same" + sung;
    }

    @Override
    public void answered(Post post, int status, long now) {
        ledger.answered(post.id(), Answered.of(status), status);
        statuses.merge(status, 1, Integer::sum);
        if (--open == 0) {
            request = null;
            sung++;
        }
    }

    /** Waits until every client has an answer to every delivery. */
    void await(Duration limit) {
        Patience.await(limit, () -> sung == deliveries, () -> sung + " of " + deliveries + " deliveries; " + statuses);
    }

    Map<Integer, Integer> statuses() {
        return new TreeMap<>(statuses);
    }
}
