package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of attempts, in batches, for one lane; repeats a batch until the server has answered for it.
 *
 * <p>A repeat is safe because the statement acts only on messages that it really deletes. A statement costs the server much the
 * same whether it carries one or ten, and nobody waits for it: so few wait a moment for more, and the longer the more replicas
 * share PostgreSQL and what is to be settled. {@link #add} is for any thread.
 */
final class Settler {
    private static final int BATCH_ROWS = 512;
    private static final long AGAIN_AFTER_MILLIS = 250;

    /** So many are worth a statement at once; fewer of them start no closer together than {@link #apartMillis}. */
    private static final int WORTH_ONE = 64;

    private static final long APART_MILLIS = 8;

    /** With more replicas than these, statements come no further apart: what is not settled yet is sent again after a crash. */
    private static final int APART_FOR = 4;

    private final Queue<Settlement> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Vertx vertx;
    private final Context context;
    private final Wire wire;
    private final Lane lane;
    private final Listener listener;
    private final IntSupplier replicas;
    private final JournalMeters meters;
    private @Nullable List<Settlement> underWay;
    private long lastBegan = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(APART_MILLIS);
    private boolean waiting;
    private boolean closed;

    /** Who hears of settled batches. On the journal's context. */
    interface Listener {
        /** Written and flushed. */
        void settled(Lane lane, List<Settlement> batch);

        /** The lane is not ours as far as the database knows: nothing of this batch was written. */
        void laneInDoubt(Lane lane, String why);
    }

    /** @param replicas that take in events just now, this one included */
    Settler(
            Vertx vertx,
            Context context,
            Wire wire,
            Lane lane,
            Listener listener,
            IntSupplier replicas,
            JournalMeters meters) {
        this.vertx = vertx;
        this.context = context;
        this.wire = wire;
        this.lane = lane;
        this.listener = listener;
        this.replicas = replicas;
        this.meters = meters;
    }

    void add(Settlement settlement) {
        queued.incrementAndGet();
        queue.add(settlement);
        if (woken.compareAndSet(false, true)) {
            context.runOnContext(v -> wake());
        }
    }

    /** Nothing more is written. */
    void close() {
        closed = true;
    }

    boolean idle() {
        return underWay == null && queue.isEmpty();
    }

    private void wake() {
        woken.set(false);
        next();
    }

    private void next() {
        if (underWay != null || closed || queue.isEmpty()) {
            return;
        }
        long early = apartMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastBegan);
        if (early > 0 && queued.get() < WORTH_ONE) {
            after(early);
        } else {
            underWay = poll();
            write(underWay);
        }
    }

    private long apartMillis() {
        return APART_MILLIS * Math.max(1, Math.min(APART_FOR, replicas.getAsInt()));
    }

    private void after(long millis) {
        if (!waiting) {
            waiting = true;
            vertx.setTimer(
                    millis,
                    t -> context.runOnContext(v -> {
                        waiting = false;
                        next();
                    }));
        }
    }

    private List<Settlement> poll() {
        List<Settlement> batch = new ArrayList<>();
        for (Settlement head = queue.poll(); head != null; head = queue.poll()) {
            batch.add(head);
            if (batch.size() == BATCH_ROWS) {
                break;
            }
        }
        queued.addAndGet(-batch.size());
        return batch;
    }

    private void write(List<Settlement> batch) {
        if (closed) {
            underWay = null;
            return;
        }
        long began = System.nanoTime();
        lastBegan = began;
        long epoch = lane.epoch();
        boolean relayed = batch.stream().allMatch(one -> one.outcome() == Settlement.Outcome.RELAYED);
        wire.run(relayed ? JournalSql.SETTLE_RELAYED : JournalSql.SETTLE, tuple(batch, epoch, relayed))
                .onComplete(done -> {
                    if (done.failed()) {
                        meters.settleFailed();
                        again(batch);
                    } else if (held(done.result())) {
                        underWay = null;
                        meters.settled(batch.size(), System.nanoTime() - began);
                        listener.settled(lane, batch);
                        next();
                    } else {
                        fenced(batch, epoch);
                    }
                });
    }

    private static boolean held(RowSet<Row> answer) {
        return answer.iterator().next().getLong("held") > 0;
    }

    /**
     * Nothing was written under that epoch. Where the lane has been taken again meanwhile, the batch is due under the new
     * one; else it waits until the lane is taken again, or moved out of.
     */
    private void fenced(List<Settlement> batch, long epoch) {
        if (lane.held() && lane.epoch() != epoch) {
            write(batch);
        } else {
            listener.laneInDoubt(lane, "another process holds it");
            again(batch);
        }
    }

    private void again(List<Settlement> batch) {
        vertx.setTimer(AGAIN_AFTER_MILLIS, t -> context.runOnContext(v -> write(batch)));
    }

    private Tuple tuple(List<Settlement> batch, long epoch, boolean relayed) {
        int n = batch.size();
        Integer[] targets = new Integer[n];
        Long[] events = new Long[n];
        Short[] outcomes = new Short[n];
        Short[] numbers = new Short[n];
        Short[] statuses = new Short[n];
        Integer[] millis = new Integer[n];
        String[] errors = new String[n];
        Long[] dueIn = new Long[n];
        for (int i = 0; i < n; i++) {
            Settlement settlement = batch.get(i);
            targets[i] = settlement.target();
            events[i] = settlement.eventId();
            outcomes[i] = (short) settlement.outcome().ordinal();
            numbers[i] = (short) settlement.n();
            statuses[i] = (short) settlement.status();
            millis[i] = settlement.millis();
            errors[i] = settlement.error();
            dueIn[i] = settlement.dueInMillis();
        }
        Tuple tuple = Tuple.tuple().addShort((short) lane.number()).addLong(epoch);
        tuple.addArrayOfInteger(targets).addArrayOfLong(events).addArrayOfShort(numbers);
        tuple.addArrayOfShort(statuses).addArrayOfInteger(millis).addArrayOfString(errors);
        if (!relayed) {
            tuple.addArrayOfShort(outcomes).addArrayOfLong(dueIn);
        }
        return tuple;
    }
}
