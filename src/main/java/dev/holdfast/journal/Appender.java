package dev.holdfast.journal;

import dev.holdfast.journal.Receipt.Reason;
import dev.holdfast.journal.Receipt.Unavailable;
import io.vertx.core.AsyncResult;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes arrivals in micro-batches: what comes while a batch is under way rides in the next. Where replicas share the
 * PostgreSQL and arrivals crowd, a batch waits a little for more ({@link Gathering}); else nothing waits for a timer.
 *
 * <p>Its methods are for any thread. What they do is done in turns, on whichever event loop has one to take: the loop that
 * brings the first arrival carries the batch. One batch is under way at a time: that makes the order of commits the order of
 * ids, which is what makes a cursor safe.
 */
final class Appender {
    private static final Logger LOG = Logger.getLogger(Appender.class);
    private static final String CHECK_VIOLATED = "23514";

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Deque<List<Pending>> again = new ArrayDeque<>();

    private final Turns turns = new Turns();
    private final AppendQueue queue;
    private final Gathering gathering;
    private final AppendWires wires;
    private final JournalSettings settings;
    private final Names names;
    private final Batch.FanOut fanOut;
    private final Listener listener;
    private final JournalMeters meters;
    private final LaneClock clock;
    private volatile @Nullable Lane lane;
    private @Nullable Batch underWay;
    private long underWaySince;
    private boolean waiting;
    private volatile boolean stuck;

    /** Who hears of batches, in the appender's turn, on whichever event loop has it: must not wait. */
    interface Listener {
        /** The batch is committed; {@code known} ids were not stored. */
        void committed(Lane lane, Batch batch, Map<Long, Long> known);

        /** The lane's state in the database is unknown, or another's. Nothing is appended until a lane is given again. */
        void laneInDoubt(Lane lane, String why);
    }

    Appender(
            AppendWires wires,
            JournalSettings settings,
            Gathering gathering,
            Names names,
            Batch.FanOut fanOut,
            Listener listener,
            LaneClock clock,
            JournalMeters meters) {
        this.queue = new AppendQueue(settings);
        this.gathering = gathering;
        this.wires = wires;
        this.settings = settings;
        this.names = names;
        this.fanOut = fanOut;
        this.listener = listener;
        this.clock = clock;
        this.meters = meters;
        meters.queued(queue);
    }

    /** Queues an arrival, or answers at once why not. */
    void add(Pending pending) {
        Reason refusal = refusal();
        if (refusal != null) {
            pending.decide(new Unavailable(refusal));
            pending.tell();
            return;
        }
        queue.add(pending);
        if (woken.compareAndSet(false, true)) {
            wires.near(pending.context()).runOnContext(v -> turns.take(this::wake));
        }
    }

    private @Nullable Reason refusal() {
        if (lane == null) {
            return Reason.NO_LANE;
        }
        if (stuck) {
            return Reason.TOO_SLOW;
        }
        return queue.full() ? Reason.OVERLOADED : null;
    }

    /** Gives the lane to append to. */
    void open(Lane given) {
        turns.take(() -> {
            lane = given;
            next();
        });
    }

    /** Takes the lane away; what waits is told to come again. */
    void close(Reason why) {
        turns.take(() -> turnAway(why));
    }

    private void turnAway(Reason why) {
        lane = null;
        again.forEach(batch -> Telling.all(batch, new Unavailable(why)));
        again.clear();
        for (List<Pending> batch = queue.batch(); !batch.isEmpty(); batch = queue.batch()) {
            Telling.all(batch, new Unavailable(why));
        }
    }

    /** Tells those who waited too long. Called every 100 ms or so. */
    void tick(long nanos) {
        turns.take(() -> lookAt(nanos));
    }

    private void lookAt(long nanos) {
        Batch batch = underWay;
        if (batch != null && nanos - underWaySince > settings.answerWithin().toNanos()) {
            stuck = true;
            Telling.all(batch.arrivals, new Unavailable(Reason.TOO_SLOW));
        }
        Telling.all(queue.late(nanos), new Unavailable(Reason.TOO_SLOW));
    }

    private void wake() {
        woken.set(false);
        next();
    }

    private void next() {
        Lane held = lane;
        if (underWay != null || held == null) {
            return;
        }
        List<Pending> arrivals = again.isEmpty() ? gathered() : again.pop();
        if (!arrivals.isEmpty()) {
            write(held, arrivals, true);
        }
    }

    /** The next batch; empty when nothing waits, or what waits has time for more to come. */
    private List<Pending> gathered() {
        long wait = gathering.timeForMore(queue.rows(), System.nanoTime());
        if (wait == 0) {
            return queue.batch();
        }
        if (!waiting) {
            waiting = true;
            wires.later(wait, () -> turns.take(this::waited));
        }
        return List.of();
    }

    private void waited() {
        waiting = false;
        next();
    }

    private void write(Lane held, List<Pending> arrivals, boolean mayRepeat) {
        long epoch = held.epoch();
        Batch batch;
        Tuple parameters;
        Wire wire;
        try {
            wire = wires.here();
            batch = new Batch(arrivals, held.number(), held.lastId(), clock.millis(), fanOut);
            parameters = AppendTuple.of(batch, held.number(), epoch, names);
        } catch (RuntimeException | Error fault) {
            unmade(arrivals, fault);
            return;
        }
        underWay = batch;
        underWaySince = System.nanoTime();
        wire.run(batch.statement().sql(), parameters)
                .onComplete(done -> turns.take(() -> ended(held, batch, epoch, done, mayRepeat)));
    }

    /** Nothing was sent. Whose fault it is stands alone in the end, and what else was in the batch is written. */
    private void unmade(List<Pending> arrivals, Throwable fault) {
        LOG.errorf(fault, "a statement for %d arrivals could not be made", arrivals.size());
        if (arrivals.size() == 1) {
            Telling.all(arrivals, new Unavailable(Reason.FAULT));
        } else {
            bisect(arrivals);
        }
        turns.take(this::next);
    }

    private void ended(Lane held, Batch batch, long epoch, AsyncResult<RowSet<Row>> done, boolean mayRepeat) {
        underWay = null;
        stuck = false;
        try {
            if (done.succeeded()) {
                answered(held, batch, epoch, done.result());
            } else {
                failed(held, batch, done.cause(), mayRepeat);
            }
        } catch (RuntimeException | Error fault) {
            LOG.error("what became of a batch could not be passed on", fault);
            inDoubt(held, batch, Reason.OUTCOME_UNKNOWN, "a fault of this process");
        }
        next();
    }

    private void answered(Lane held, Batch batch, long epoch, RowSet<Row> rows) {
        if (rows.size() > 0) {
            written(held, batch, rows);
        } else if (held.held() && held.epoch() != epoch) {
            write(held, batch.arrivals, true); // taken again meanwhile: nothing was written under the old epoch
        } else {
            inDoubt(held, batch, Reason.NO_LANE, "another process holds it");
        }
    }

    private void written(Lane held, Batch batch, RowSet<Row> rows) {
        held.lastId(batch.lastId());
        AppendStatement.Known known = batch.statement().known(batch, rows);
        batch.decide(known.first(), known.digests());
        Telling.all(batch.arrivals);
        long now = System.nanoTime();
        gathering.answered(batch.entries.size(), queue.rows(), now);
        meters.batch(batch.entries.size(), now - underWaySince);
        listener.committed(held, batch, known.first());
    }

    /** What a failure means. Only a refusal by the server leaves no doubt that nothing was written. */
    private void failed(Lane held, Batch batch, Throwable cause, boolean mayRepeat) {
        switch (StatementFailure.of(cause)) {
            case COLLISION -> {
                if (mayRepeat) {
                    write(held, batch.arrivals, false);
                } else {
                    Telling.all(batch.arrivals, new Unavailable(Reason.DATABASE));
                }
            }
            case BAD_DATA -> {
                if (batch.release() == null) {
                    bisect(batch.arrivals);
                } else {
                    Telling.all(batch.arrivals, overtaken(cause));
                }
            }
            case REFUSED -> Telling.all(batch.arrivals, new Unavailable(Reason.DATABASE));
            case UNKNOWN_OUTCOME -> inDoubt(held, batch, Reason.OUTCOME_UNKNOWN, "connection lost");
        }
        meters.failed(cause instanceof PgException refused ? refused.getSqlState() : "connection");
    }

    /** A release breaks a rule when another was there first; what else the server cannot store stays where it is. */
    private static Receipt overtaken(Throwable cause) {
        boolean first = cause instanceof PgException refused && CHECK_VIOLATED.equals(refused.getSqlState());
        return first ? new Receipt.Overtaken() : new Unavailable(Reason.DATABASE);
    }

    /** One bad row fails alone: halves are written by themselves until it stands by itself. */
    private void bisect(List<Pending> arrivals) {
        if (arrivals.size() == 1) {
            Pending alone = arrivals.get(0);
            if (alone.mended()) {
                Telling.all(arrivals, new Unavailable(Reason.DATABASE));
            } else {
                again.push(List.of(alone.mend()));
            }
            return;
        }
        int middle = arrivals.size() / 2;
        again.push(List.copyOf(arrivals.subList(middle, arrivals.size())));
        again.push(List.copyOf(arrivals.subList(0, middle)));
    }

    private void inDoubt(Lane held, Batch batch, Reason reason, String why) {
        Telling.all(batch.arrivals, new Unavailable(reason));
        if (lane == held) { // else another lane has been given meanwhile, and is not to be shut
            turnAway(reason);
        }
        listener.laneInDoubt(held, why);
    }
}
