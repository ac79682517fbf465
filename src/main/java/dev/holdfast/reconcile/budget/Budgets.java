package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Admits calls within the vendors' limits, for all replicas together. One for all sources; call it from anywhere. */
public final class Budgets {
    /** Far more than replicas can get in each other's way. */
    private static final int MOST_TRIES = 200;

    /** A wait is a little longer than told, so that clocks with whole milliseconds agree that it is over. */
    private static final long SOMEWHAT = 2;

    private final Vertx vertx;
    private final BudgetStore store;
    private final RandomGenerator random;
    private final Map<String, Integer> shares;
    private final Map<String, String> accounts;
    private final BudgetMeters meters;

    /**
     * Budgets in a database.
     *
     * @param random for jitter, and for the names of slots; may be called from any thread
     * @param shares in percent, by source: the operator's word over the page's
     * @param accounts by source, where the vendor counts the calls of several together; a source without one counts alone
     */
    public Budgets(
            Vertx vertx,
            SqlClient database,
            RandomGenerator random,
            Map<String, Integer> shares,
            Map<String, String> accounts,
            BudgetMeters meters) {
        this.vertx = vertx;
        this.store = new BudgetStore(database);
        this.random = random;
        this.shares = Map.copyOf(shares);
        this.accounts = Map.copyOf(accounts);
        this.meters = meters;
    }

    /**
     * Asks for one call. All of the source's budgets give at once, or none does. Two round trips to the database when it is
     * admitted.
     *
     * @param budgets of the contract
     * @param cost of the call, in points
     * @param patience how long to wait for it here; zero for not at all. Nothing is held while waiting
     * @return {@link Admission.Wait} when patience would not be enough; fails when the database does
     */
    public Future<Admission> take(String source, List<Budget> budgets, int cost, Duration patience) {
        Admission.Pass pass = new Admission.Pass(
                source, shared(source, budgets), new UUID(random.nextLong(), random.nextLong()), cost);
        return take(pass, patience.toMillis());
    }

    /**
     * Tells what became of the call: frees its slot, corrects the budgets by what the vendor said, and leaves the vendor
     * alone after a refusal: as long as it wants, or twice as long each time, with jitter. For all replicas.
     */
    public Future<Void> settle(Admission.Pass pass, Outcome outcome) {
        meters.called(pass.source(), outcome.kind());
        double jitter = random.nextDouble();
        return changed(pass.source(), kept -> {
                    Ledger ledger = Ledger.of(pass.budgets(), kept.state());
                    return ledger.heeds(outcome)
                            ? new Change<>(ledger.settled(kept.now(), pass, outcome, jitter), ledger)
                            : new Change<>(null, ledger);
                })
                .mapEmpty();
    }

    /** What is left of each budget, in their order. */
    public Future<List<Left>> left(String source, List<Budget> budgets) {
        return store.look(account(source))
                .map(kept -> Ledger.of(shared(source, budgets), kept.state()).left(kept.now()));
    }

    private String account(String source) {
        return accounts.getOrDefault(source, source);
    }

    private List<Budget> shared(String source, List<Budget> budgets) {
        Integer share = shares.get(source);
        return share == null ? budgets : Share.applied(budgets, share);
    }

    private Future<Admission> take(Admission.Pass pass, long patienceMillis) {
        return changed(pass.source(), kept -> {
                    Ledger.Decision decision =
                            Ledger.of(pass.budgets(), kept.state()).take(kept.now(), pass.cost(), pass.id());
                    return new Change<>(decision.admitted() && limited(pass) ? decision.ledger() : null, decision);
                })
                .compose(decision -> decision.admitted()
                        ? Future.succeededFuture(pass)
                        : later(pass, decision.waitMillis() + SOMEWHAT, decision.reason(), patienceMillis));
    }

    /** Where nothing is counted, a call takes nothing: all that can be known is that the vendor wants to be left alone. */
    private static boolean limited(Admission.Pass pass) {
        return !pass.budgets().isEmpty();
    }

    private Future<Admission> later(Admission.Pass pass, long waitMillis, String reason, long patienceMillis) {
        meters.waited(pass.source(), reason, Duration.ofMillis(waitMillis));
        return waitMillis > patienceMillis
                ? Future.succeededFuture(new Admission.Wait(Duration.ofMillis(waitMillis), reason))
                : after(waitMillis).compose(v -> take(pass, patienceMillis - waitMillis));
    }

    /**
     * What comes of a decision.
     *
     * @param ledger to keep; null when nothing changes
     */
    private record Change<T>(@Nullable Ledger ledger, T result) {}

    private <T> Future<T> changed(String source, Function<BudgetStore.Kept, Change<T>> decide) {
        return changed(source, decide, 1);
    }

    private <T> Future<T> changed(String source, Function<BudgetStore.Kept, Change<T>> decide, int attempt) {
        return store.look(account(source)).compose(kept -> {
            Change<T> change = decide.apply(kept);
            Ledger ledger = change.ledger();
            return ledger == null
                    ? Future.succeededFuture(change.result())
                    : store.keep(account(source), kept, ledger.toJson()).compose(done -> {
                        if (done) {
                            meters.left(source, ledger.left(kept.now()));
                            return Future.succeededFuture(change.result());
                        }
                        return attempt < MOST_TRIES
                                ? after(1 + random.nextInt(Math.min(50, 2 * attempt)))
                                        .compose(v -> changed(source, decide, attempt + 1))
                                : Future.failedFuture(new IllegalStateException(
                                        "the budgets of " + source + " change too fast to be decided about"));
                    });
        });
    }

    private Future<Void> after(long millis) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(Math.max(1, millis), t -> over.complete());
        return over.future();
    }
}
