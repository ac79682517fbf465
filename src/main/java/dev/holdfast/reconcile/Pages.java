package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.WalkState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One turn of a walk: ask, read, sift, fetch what only the detail has, append.
 *
 * <p>Nothing is kept here: what was appended and not kept is read again and known.
 */
final class Pages {
    private static final Logger LOG = Logger.getLogger(Pages.class);

    private final PulledSource source;
    private final VendorLine line;
    private final Store store;
    private final Appending appending;
    private final ReconcileMeters meters;

    Pages(PulledSource source, VendorLine line, Store store, Appending appending, ReconcileMeters meters) {
        this.source = source;
        this.line = line;
        this.store = store;
        this.appending = appending;
        this.meters = meters;
    }

    /** One turn; fails only for our own trouble. */
    Future<Turn> turn(Errand errand) {
        return ask(
                        () -> errand.walk().next(errand.state(), source.credentials()),
                        answer -> errand.walk().read(errand.state(), answer))
                .compose(said -> said instanceof Said.Meant meant && meant.step() instanceof Step.Listing page
                        ? listed(errand, page)
                        : Future.succeededFuture(other(errand, said, said instanceof Said.Meant ? 1 : 0)))
                .recover(failure -> failure instanceof Fault fault
                        ? Future.succeededFuture(faulty(errand, fault))
                        : Future.failedFuture(failure));
    }

    /** Within a future: what throws at once ends the turn like what fails later. */
    private Future<Said> ask(Supplier<Call> call, Function<Answer, Step> reading) {
        return Future.<Void>succeededFuture()
                .compose(v -> line.ask(Fault.within(call), answer -> Fault.within(() -> reading.apply(answer))));
    }

    private Turn faulty(Errand errand, Fault fault) {
        LOG.errorf(fault.getCause(), "%s: %s cannot be asked, or its answer not be read", source, errand.list());
        meters.broken(source.name(), Obstacle.Actor.PAGE);
        return new Turn.Stuck("cannot be asked, or its answer not be read: " + fault.getMessage(), 1);
    }

    private Future<Turn> listed(Errand errand, Step.Listing page) {
        if (errand.isForThePlace()) {
            return Future.succeededFuture(
                    new Turn.Page(page.next(), Tally.passedOver(page.items().size()), 1));
        }
        return store.known(Sift.keys(page.items()))
                .map(stored -> new Haul(sift(errand, page.items(), stored)))
                .compose(haul -> details(errand, haul))
                .compose(haul -> append(errand, haul))
                .map(haul -> over(errand, page, haul));
    }

    private Sift sift(Errand errand, List<Listed> items, Map<UUID, Stored> stored) {
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
            return Future.succeededFuture(haul.interrupted(new Said.NotYet(Duration.ZERO)));
        }
        return ask(
                        () -> errand.walk().detail(sketch, source.credentials()),
                        answer -> errand.walk().detail(errand.state(), sketch, answer))
                .compose(said -> detailed(errand, haul, sketch, said));
    }

    private Future<Haul> detailed(Errand errand, Haul haul, Listed.Sketch sketch, Said said) {
        if (!(said instanceof Said.Meant meant)) {
            return Future.succeededFuture(haul.interrupted(said));
        }
        haul.called();
        if (meant.step() instanceof Step.Listing found && sketch.keys().isEmpty()) {
            return opened(errand, haul, sketch, found.items());
        }
        if (meant.step() instanceof Step.Listing found) {
            haul.add(source.name(), errand.wish(), found.items());
        } else if (meant.step() instanceof Step.Skipped gone) {
            LOG.warnf("%s: an item of %s is passed over: %s", source, errand.list(), gone.reason());
        } else {
            return Future.succeededFuture(haul.interrupted(said));
        }
        haul.done(sketch);
        return details(errand, haul);
    }

    /** What could be known by nothing but what it holds. */
    private Future<Haul> opened(Errand errand, Haul haul, Listed.Sketch sketch, List<Listed> items) {
        return store.known(Sift.keys(items)).compose(stored -> {
            haul.open(sketch, items.size(), sift(errand, items, stored));
            return details(errand, haul);
        });
    }

    private Future<Haul> append(Errand errand, Haul haul) {
        return errand.isDry() || haul.fresh().isEmpty()
                ? Future.succeededFuture(haul)
                : appending.all(source.name(), haul.fresh()).map(haul::appended);
    }

    /** What was appended before an interruption is known when the page is read again. */
    private Turn over(Errand errand, Step.Listing page, Haul haul) {
        Said interruption = haul.interruption();
        return interruption == null
                ? new Turn.Page(
                        page.next(), haul.tally(page.items().size(), appending.routed(source.name())), haul.calls())
                : other(errand, interruption, haul.calls());
    }

    /** What everything but a page means. */
    private Turn other(Errand errand, Said said, int calls) {
        if (said instanceof Said.NotYet later) {
            return new Turn.Wait(errand.state(), later.after(), calls);
        }
        if (said instanceof Said.Blocked blocked) {
            return new Turn.Stuck(blocked.why(), calls);
        }
        Step step = ((Said.Meant) said).step();
        if (step instanceof Step.Again again) {
            // How long, the budget says: for all replicas, and by what the vendor wants.
            return new Turn.Wait(again.state(), Duration.ZERO, calls);
        }
        if (step instanceof Step.Unauthorized refused) {
            return new Turn.Wait(refused.state(), Duration.ZERO, calls);
        }
        if (step instanceof Step.Broken broken) {
            meters.broken(source.name(), broken.obstacle().actor());
            return new Turn.Stuck(broken.obstacle().reason(), calls);
        }
        return new Turn.Page(onward(step), Tally.NOTHING, calls);
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
