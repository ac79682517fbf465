package dev.holdfast.reconcile;

import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.event.Routes;
import dev.holdfast.journal.Arrival;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Appends what a page brought, through the same door as webhooks, in small arrivals one after the other: a webhook that
 * comes meanwhile waits for one of them at most. Where the journal has no room, it has to wait and the webhook goes first.
 */
final class Appending {
    private static final int MOST_ITEMS = 64;
    private static final int MOST_BYTES = 256 << 10;
    private static final long AGAIN_AFTER_MILLIS = 500;

    private final Vertx vertx;
    private final Journal journal;
    private final Routes routes;

    Appending(Vertx vertx, Journal journal, Routes routes) {
        this.vertx = vertx;
        this.journal = journal;
        this.routes = routes;
    }

    /** Whether any target wants events of a type. */
    Predicate<String> routed(String source) {
        return type -> !routes.targets(source, type).isEmpty();
    }

    /** The outcome for each item: the stored event's id, and whether it was known. */
    record Appended(List<Long> ids, List<Boolean> known) {
        private void add(Receipt.Committed committed) {
            for (int i = 0; i < committed.ids().length; i++) {
                ids.add(committed.ids()[i]);
                known.add(committed.known()[i]);
            }
        }
    }

    /** Appends all of them in their order; waits as long as it takes. */
    Future<Appended> all(String source, List<Item> items) {
        return rest(source, items, 0, new Appended(new ArrayList<>(), new ArrayList<>()));
    }

    private Future<Appended> rest(String source, List<Item> items, int from, Appended appended) {
        if (from == items.size()) {
            return Future.succeededFuture(appended);
        }
        List<Item> some = items.subList(from, end(items, from));
        return one(new Arrival(source, Origin.PULL, List.copyOf(some)))
                .onSuccess(appended::add)
                .compose(done -> rest(source, items, from + some.size(), appended));
    }

    private static int end(List<Item> items, int from) {
        int end = from;
        long bytes = 0;
        while (end < items.size() && end - from < MOST_ITEMS && (end == from || bytes < MOST_BYTES)) {
            bytes += items.get(end++).payload().length;
        }
        return end;
    }

    private Future<Receipt.Committed> one(Arrival arrival) {
        Promise<Receipt> told = Promise.promise();
        journal.append(arrival, told::complete);
        return told.future()
                .compose(receipt -> receipt instanceof Receipt.Committed committed
                        ? Future.succeededFuture(committed)
                        : after(AGAIN_AFTER_MILLIS).compose(v -> one(arrival)));
    }

    private Future<Void> after(long millis) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(millis, timer -> over.complete());
        return over.future();
    }
}
