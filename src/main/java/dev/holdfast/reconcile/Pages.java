package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.WalkState;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One turn of a walk: ask, read, sift, fetch what only the detail has, append.
 *
 * <p>Nothing is kept here: what was appended and not kept is read again and known.
 */
final class Pages {
    private static final Logger LOG = Logger.getLogger(Pages.class);

    /** A vendor that does not answer is read as one that is away for now. */
    private static final int NO_ANSWER = 503;

    private final PulledSource source;
    private final Store store;
    private final Appending appending;
    private final InstantSource time;
    private final Backoff backoff;
    private final ReconcileMeters meters;

    Pages(
            PulledSource source,
            Store store,
            Appending appending,
            InstantSource time,
            Backoff backoff,
            ReconcileMeters meters) {
        this.source = source;
        this.store = store;
        this.appending = appending;
        this.time = time;
        this.backoff = backoff;
        this.meters = meters;
    }

    /** One turn; fails only for our own trouble. */
    Future<Turn> turn(Errand errand) {
        return send(errand.walk().next(errand.state(), source.credentials()))
                .map(answer -> errand.walk().read(errand.state(), answer))
                .compose(step -> step instanceof Step.Listing page ? listed(errand, page) : other(step, 1));
    }

    private Future<Answer> send(Call call) {
        meters.call(source.name());
        return source.line().send(call).recover(this::silence);
    }

    private Future<Answer> silence(Throwable failure) {
        LOG.debugf("%s does not answer: %s", source, failure.getMessage());
        return Future.succeededFuture(new Answer(NO_ANSWER, Map.of(), new byte[0], time.instant()));
    }

    private Future<Turn> listed(Errand errand, Step.Listing page) {
        source.line().observe(page.observed());
        return store.known(Sift.keys(page.items()))
                .map(stored -> sift(errand, page.items(), stored))
                .compose(sift -> details(errand, new Haul(sift)))
                .compose(haul -> append(errand, haul))
                .compose(haul -> over(errand, page, haul));
    }

    private Sift sift(Errand errand, List<Listed> items, Map<UUID, Long> stored) {
        return Sift.of(source.name(), errand.walk().terms(), errand.wish(), items, stored);
    }

    /** A dry run counts, and fetches only what it must see to know whether it is wanted. */
    private Future<Haul> details(Errand errand, Haul haul) {
        if (errand.isDry() && errand.wish().types().isEmpty()) {
            haul.countSketches();
        }
        Listed.Sketch sketch = haul.nextSketch();
        if (sketch == null) {
            return Future.succeededFuture(haul);
        }
        if (haul.calls() >= errand.callsLeft()) {
            return Future.succeededFuture(haul.interrupted(null));
        }
        haul.called();
        return send(errand.walk().detail(sketch, source.credentials()))
                .map(answer -> errand.walk().detail(errand.state(), sketch, answer))
                .compose(step -> detailed(errand, haul, sketch, step));
    }

    private Future<Haul> detailed(Errand errand, Haul haul, Listed.Sketch sketch, Step step) {
        if (step instanceof Step.Listing found) {
            source.line().observe(found.observed());
            haul.add(source.name(), errand.wish(), found.items());
        } else if (step instanceof Step.Skipped gone) {
            source.line().observe(gone.observed());
            LOG.warnf(
                    "%s: an item of %s is passed over: %s",
                    source, errand.walk().terms().list(), gone.reason());
        } else {
            return Future.succeededFuture(haul.interrupted(step));
        }
        haul.done(sketch);
        return details(errand, haul);
    }

    private Future<Haul> append(Errand errand, Haul haul) {
        return errand.isDry() || haul.fresh().isEmpty()
                ? Future.succeededFuture(haul)
                : appending.all(source.name(), haul.fresh()).map(haul::appended);
    }

    /** What was appended before an interruption is known when the page is read again. */
    private Future<Turn> over(Errand errand, Step.Listing page, Haul haul) {
        if (!haul.isInterrupted()) {
            return Future.succeededFuture(new Turn.Page(
                    page.next(), haul.tally(page.items().size(), appending.routed(source.name())), haul.calls()));
        }
        Step why = haul.interruption();
        return why == null
                ? Future.succeededFuture(new Turn.Wait(errand.state(), Duration.ZERO, haul.calls()))
                : other(why, haul.calls());
    }

    /** What every step but a page means. */
    private Future<Turn> other(Step step, int calls) {
        source.line().observe(step.observed());
        if (step instanceof Step.Again again) {
            meters.wait(source.name(), again.why());
            Duration delay = backoff.delay(again.after(), again.state().attempts());
            return Future.succeededFuture(new Turn.Wait(again.state(), delay, calls));
        }
        if (step instanceof Step.Unauthorized refused) {
            return source.line()
                    .renew()
                    .otherwiseEmpty()
                    .map(v -> new Turn.Wait(refused.state(), Duration.ZERO, calls));
        }
        if (step instanceof Step.Broken broken) {
            meters.broken(source.name(), broken.fault().actor());
            return Future.succeededFuture(new Turn.Stuck(broken.fault().reason(), calls));
        }
        return Future.succeededFuture(new Turn.Page(onward(step), Tally.NOTHING, calls));
    }

    private WalkState onward(Step step) {
        if (step instanceof Step.Skipped gone) {
            LOG.warnf("%s: a part of the list is passed over: %s", source, gone.reason());
            return gone.next();
        }
        if (step instanceof Step.Expired expired) {
            LOG.infof("%s: the vendor forgot where we were; the stretch is read again", source);
            return expired.state();
        }
        return ((Step.Split) step).state();
    }
}
