package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process's lanes: its own, and those of dead replicas that it drains beside it.
 *
 * <p>On the journal's context. Every step that fails is tried again; nothing here gives up.
 */
final class LaneKeeper {
    private static final Logger LOG = Logger.getLogger(LaneKeeper.class);
    private static final long AGAIN_AFTER_MILLIS = 200;

    private final Vertx vertx;
    private final Context context;
    private final LaneStore store;
    private final Tenant tenant;
    private final Map<Integer, Lane> adopted = new LinkedHashMap<>();
    private volatile @Nullable Lane own;
    private boolean stopped;
    private boolean adopting;

    /** Who lives on the lanes. */
    interface Tenant {
        /** The lane to append to and to drain. */
        void moveIn(Lane lane);

        /** The same lane again under a new epoch. */
        void comeBack(Lane lane);

        /** A lane to drain only. */
        void adopt(Lane lane);

        /** Everything of the lane is to be forgotten. */
        void moveOut(Lane lane);
    }

    LaneKeeper(Vertx vertx, Context context, LaneStore store, Tenant tenant) {
        this.vertx = vertx;
        this.context = context;
        this.store = store;
        this.tenant = tenant;
    }

    /** Takes a lane; fails when the database does not answer now. */
    Future<Lane> start() {
        return store.acquireEmpty().map(this::moveIn);
    }

    boolean holdsOwn() {
        Lane lane = own;
        return lane != null && lane.mayAct();
    }

    /** Of the own lane; 0 when there is none. */
    double leaseSecondsLeft() {
        Lane lane = own;
        return lane == null ? 0 : lane.leaseSecondsLeft();
    }

    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>(adopted.values());
        if (own != null) {
            lanes.add(own);
        }
        return lanes;
    }

    /** Renews every lease and looks for orphaned lanes. Called several times a lease. */
    void tick() {
        lanes().forEach(this::renew);
        if (holdsOwn() && !adopting) {
            adopting = true;
            store.orphaned().compose(this::adoptOthers).onComplete(done -> adopting = false);
        }
        adopted.values().forEach(this::freeWhenEmpty);
    }

    /** The lane's outcome is unknown: take it again under a new epoch before anything else is appended. */
    void inDoubt(Lane lane, String why) {
        if (!lane.held()) {
            return;
        }
        lane.letGo();
        LOG.warnf("%s is in doubt: %s", lane, why);
        if (lane == own) {
            regain(lane);
        } else {
            give(lane);
        }
    }

    /** Lets every lane go. Those with rows are drained by whoever lives. */
    Future<Void> stop() {
        stopped = true;
        List<Future<Void>> released = new ArrayList<>();
        for (Lane lane : lanes()) {
            released.add(store.release(lane).otherwiseEmpty());
            lane.letGo();
            tenant.moveOut(lane);
        }
        return Future.join(released).mapEmpty();
    }

    private Lane moveIn(Lane lane) {
        own = lane;
        LOG.infof("holding %s", lane);
        tenant.moveIn(lane);
        return lane;
    }

    private void renew(Lane lane) {
        if (lane.held()) {
            store.renew(lane).onSuccess(ours -> {
                if (!ours) {
                    inDoubt(lane, "its lease was taken over");
                }
            });
        }
    }

    private void regain(Lane lane) {
        if (!stopped) {
            store.reacquire(lane).onComplete(done -> {
                if (done.failed()) {
                    later(() -> regain(lane));
                } else if (done.result().isPresent()) {
                    LOG.infof("holding %s again", lane);
                    tenant.comeBack(lane);
                } else {
                    give(lane);
                    replace();
                }
            });
        }
    }

    private void replace() {
        if (!stopped) {
            store.acquireEmpty().onSuccess(this::moveIn).onFailure(failure -> later(this::replace));
        }
    }

    /**
     * One of ours whose renewal is late is no orphan. One after the other: each may wait for a dead owner's connection, and the
     * renewals of our own leases go over the same connection as these.
     */
    private Future<Void> adoptOthers(List<Integer> orphaned) {
        List<Integer> ours = lanes().stream().map(Lane::number).toList();
        Future<Void> before = Future.succeededFuture();
        for (int number : orphaned) {
            if (!ours.contains(number)) {
                before = before.compose(v -> adopt(number));
            }
        }
        return before;
    }

    private Future<Void> adopt(int number) {
        return store.acquire(number)
                .onSuccess(taken -> taken.ifPresent(this::adopted))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void adopted(Lane lane) {
        LOG.infof("adopted %s, whose owner is gone", lane);
        adopted.put(lane.number(), lane);
        tenant.adopt(lane);
    }

    private void freeWhenEmpty(Lane lane) {
        store.hasRows(lane).onSuccess(rows -> {
            if (!rows && adopted.containsValue(lane)) {
                store.release(lane).onSuccess(v -> give(lane));
            }
        });
    }

    private void give(Lane lane) {
        lane.letGo();
        if (lane == own) {
            own = null;
        }
        adopted.remove(lane.number(), lane);
        tenant.moveOut(lane);
    }

    private void later(Runnable step) {
        vertx.setTimer(AGAIN_AFTER_MILLIS, t -> context.runOnContext(v -> step.run()));
    }

    /** For those who must know whether a lane is ours at all. */
    Optional<Lane> own() {
        return Optional.ofNullable(own);
    }
}
