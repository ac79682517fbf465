package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What lives on this process's lanes: the appender on its own, a settler on each, and the follower who relays them.
 *
 * <p>The one place where what happens to a lane is passed on. On the journal's context, but for what an appender tells.
 */
final class Tenancy implements LaneKeeper.Tenant, Appender.Listener, Settler.Listener {
    private final Vertx vertx;
    private final Context context;
    private final Wire settleWire;
    private final Aftermath aftermath;
    private final IntSupplier replicas;
    private final JournalMeters meters;
    private final Map<Lane, Settler> settlers = new ConcurrentHashMap<>();
    private final Follower follower;
    private @Nullable Appender appender;
    private @Nullable LaneKeeper keeper;

    Tenancy(
            Vertx vertx,
            Context context,
            Wire settleWire,
            Aftermath aftermath,
            Follower follower,
            IntSupplier replicas,
            JournalMeters meters) {
        this.vertx = vertx;
        this.context = context;
        this.settleWire = settleWire;
        this.aftermath = aftermath;
        this.follower = follower;
        this.replicas = replicas;
        this.meters = meters;
    }

    /** Ties the knot: they call this, and this calls them. */
    void host(Appender appender, LaneKeeper keeper) {
        this.appender = appender;
        this.keeper = keeper;
    }

    /** The settler of a lane of ours, or null when the lane is ours no more. Any thread. */
    @Nullable
    Settler settler(Lane lane) {
        return settlers.get(lane);
    }

    boolean settled() {
        return settlers.values().stream().allMatch(Settler::idle);
    }

    @Override
    public void moveIn(Lane lane) {
        adopt(lane);
        appender().open(lane);
    }

    @Override
    public void adopt(Lane lane) {
        settlers.put(lane, new Settler(vertx, context, settleWire, lane, this, replicas, meters));
        follower.taken(lane);
    }

    @Override
    public void comeBack(Lane lane) {
        appender().open(lane);
        follower.rewoundAll(lane);
    }

    @Override
    public void moveOut(Lane lane) {
        Settler settler = settlers.remove(lane);
        if (settler != null) {
            settler.close();
        }
        follower.lost(lane);
    }

    @Override
    public void committed(Lane lane, Batch batch, Map<Long, Long> known) {
        List<Message> messages = new ArrayList<>();
        for (Batch.Fresh fresh : batch.fresh) {
            if (known.isEmpty() || !known.containsKey(fresh.event().id())) {
                for (int target : fresh.targets()) {
                    messages.add(new Message(lane, target, fresh.event(), 0));
                }
            }
        }
        if (!messages.isEmpty()) {
            follower.handedOver(lane, messages);
        }
        aftermath.committed(batch, known);
    }

    @Override
    public void settled(Lane lane, List<Settlement> batch) {
        follower.settled(lane, batch);
    }

    @Override
    public void laneInDoubt(Lane lane, String why) {
        LaneKeeper mine = keeper;
        if (mine != null) {
            context.runOnContext(v -> mine.inDoubt(lane, why));
        }
    }

    private Appender appender() {
        Appender mine = appender;
        if (mine == null) {
            throw new IllegalStateException("no appender yet");
        }
        return mine;
    }
}
