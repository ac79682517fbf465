package dev.holdfast.reconcile;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches for one source, for as long as there is something to fetch: a page, kept, and what comes next.
 *
 * <pre>
 *   next ─► way made? ─► errand? ─► turn ─► kept ─► rest ─► next
 *     │                  └─ not now: later ─► next
 *     ├─ the round has one more ─► next
 *     ├─ a backfill has ─► next
 *     └─ nothing ─► let go
 * </pre>
 *
 * <p>A round that is due goes before a backfill, between two pages of it: all that a walk is, is in the database. That is
 * why our own trouble just drops what is in hand, and it is read from there again. On one context.
 */
final class Runner {
    private static final Logger LOG = Logger.getLogger(Runner.class);
    private static final long AFTER_TROUBLE_MILLIS = 1_000;
    private static final Duration WAY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Context context;
    private final PulledSource source;
    private final Claim claim;
    private final Store store;
    private final Pages pages;
    private final ReconcileMeters meters;
    private final BooleanSupplier makesWay;
    private final Supplier<Work> rounds;
    private final Work backfills;
    private final Consumer<Runner> over;
    private Work work;
    private boolean inRound;
    private @Nullable Errand errand;
    private volatile boolean ended;
    private long timer = -1;
    private long askedAt;

    /**
     * @param makesWay whether it should wait before the next page
     * @param rounds makes a round when one is due
     * @param over told once, when it has let go
     */
    Runner(
            Vertx vertx,
            Context context,
            PulledSource source,
            Claim claim,
            Store store,
            Pages pages,
            ReconcileMeters meters,
            BooleanSupplier makesWay,
            Supplier<Work> rounds,
            Work backfills,
            Consumer<Runner> over) {
        this.vertx = vertx;
        this.context = context;
        this.source = source;
        this.claim = claim;
        this.store = store;
        this.pages = pages;
        this.meters = meters;
        this.makesWay = makesWay;
        this.rounds = rounds;
        this.backfills = backfills;
        this.over = over;
        this.inRound = claim.due();
        this.work = inRound ? rounds.get() : backfills;
    }

    String source() {
        return source.name();
    }

    /** Begins. Any thread. */
    void start() {
        context.runOnContext(v -> next());
    }

    /** Lets go at once; a page under way keeps nothing and is read again by whoever is next. Any thread. */
    Future<Void> stop() {
        ended = true;
        context.runOnContext(v -> vertx.cancelTimer(timer));
        return store.release(claim).onComplete(done -> over.accept(this));
    }

    /** Says that it is still here. Any thread. */
    void renew() {
        store.renew(claim).onSuccess(ours -> {
            if (!ours && !ended) {
                lost();
            }
        });
    }

    private void lost() {
        LOG.warnf("%s: another replica fetches now", source);
        ended = true;
        context.runOnContext(v -> vertx.cancelTimer(timer));
        over.accept(this);
    }

    private void next() {
        Errand now = errand;
        if (ended) {
            return;
        }
        if (makesWay.getAsBoolean()) {
            later(WAY);
        } else if (now == null) {
            begun(work::next).onComplete(this::found);
        } else if (now.callsLeft() <= 0) {
            breakOff(now, new Turn.Stuck("stopped after the calls that maxCalls allows", 0));
        } else {
            askedAt = System.nanoTime();
            begun(() -> pages.turn(now)).onComplete(done -> turned(now, done));
        }
    }

    /** What throws at once fails like what fails later. A runner that ended of it would go on holding its lease. */
    private static <T> Future<T> begun(Supplier<Future<T>> step) {
        return Future.<Void>succeededFuture().compose(v -> step.get());
    }

    private void found(AsyncResult<Optional<Errand>> done) {
        if (done.failed()) {
            trouble(done.cause());
        } else if (done.result().isPresent()) {
            errand = done.result().get();
            next();
        } else if (inRound) {
            inRound = false;
            work = backfills;
            next();
        } else if (!ended) {
            stop();
        }
    }

    private void turned(Errand now, AsyncResult<Turn> done) {
        if (ended) {
            return;
        }
        if (done.failed()) {
            trouble(done.cause());
        } else if (done.result() instanceof Turn.Page page) {
            begun(() -> work.keep(now, page)).onComplete(kept -> kept(now, page, kept));
        } else if (done.result() instanceof Turn.Wait wait) {
            errand = now.again(wait.state(), wait.calls());
            later(wait.delay());
        } else if (done.result() instanceof Turn.Stuck stuck) {
            breakOff(now, stuck);
        }
    }

    private void kept(Errand now, Turn.Page page, AsyncResult<Kept> done) {
        if (done.succeeded() && done.result().held()) {
            meters.page(source.name(), page.tally(), 1, done.result().gaps());
        }
        after(done, page.state().done() ? null : now.at(page.state(), page.calls()));
    }

    private void breakOff(Errand now, Turn.Stuck stuck) {
        LOG.warnf("%s: %s breaks off: %s", source, now.list(), stuck.reason());
        begun(() -> work.breakOff(now, stuck)).onComplete(done -> after(done, null));
    }

    private void after(AsyncResult<Kept> done, @Nullable Errand further) {
        if (done.failed()) {
            trouble(done.cause());
        } else if (!done.result().held()) {
            lost();
        } else {
            errand = done.result().live() ? further : null;
            if (done.result().due() && !inRound) {
                errand = null;
                inRound = true;
                work = rounds.get();
            }
            later(Rest.after(System.nanoTime() - askedAt));
        }
    }

    /** Ours, not the vendor's: what is in hand may or may not be kept, so it is read from the database again. */
    private void trouble(Throwable failure) {
        LOG.warnf("%s: not kept, tried again: %s", source, failure.getMessage());
        errand = null;
        later(Duration.ofMillis(AFTER_TROUBLE_MILLIS));
    }

    private void later(Duration delay) {
        if (!ended) {
            timer = vertx.setTimer(Math.max(1, delay.toMillis()), t -> context.runOnContext(v -> next()));
        }
    }
}
