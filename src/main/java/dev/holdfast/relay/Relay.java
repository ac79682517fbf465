package dev.holdfast.relay;

import dev.holdfast.journal.Follower;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.Lane;
import dev.holdfast.journal.Message;
import dev.holdfast.journal.Settlement;
import dev.holdfast.target.Target;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Passes what the journal tells to the loops of the targets, each on its own thread.
 *
 * <p>Messages of a target that is not configured here stay in the journal: a replica that knows it, or a configuration that
 * names it again, relays them.
 */
public final class Relay implements Follower {
    private final BooleanSupplier slow;
    private final Map<Integer, Loop> loops = new ConcurrentHashMap<>();

    private record Loop(Context context, TargetRelay relay) {
        void tell(Consumer<TargetRelay> what) {
            context.runOnContext(v -> what.accept(relay));
        }
    }

    /** No target yet. @param slow whether messages should be taken slowly now, since there is more urgent work */
    public Relay(BooleanSupplier slow) {
        this.slow = slow;
    }

    /** Adds a target, on a thread of its own; before the journal starts, and after it knows the names. */
    public void add(Vertx vertx, Journal journal, Target target, AttemptLog log) {
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        RetryPolicy policy = new RetryPolicy(
                target.settings().retries(), () -> ThreadLocalRandom.current().nextDouble());
        TargetRelay relay =
                new TargetRelay(vertx, context, journal, target, policy, new Claims(slow), System::nanoTime, log);
        log.watch(target, relay);
        loops.put(journal.names().targetNumber(target.settings().name()), new Loop(context, relay));
    }

    @Override
    public void taken(Lane lane) {
        all(relay -> relay.taken(lane));
    }

    @Override
    public void handedOver(Lane lane, List<Message> messages) {
        Map<Integer, List<Message>> byTarget = new HashMap<>();
        for (Message message : messages) {
            byTarget.computeIfAbsent(message.target(), t -> new ArrayList<>(messages.size()))
                    .add(message);
        }
        byTarget.forEach((target, theirs) -> one(target, relay -> relay.offered(lane, theirs)));
    }

    @Override
    public void rewound(Lane lane, int target, long after) {
        one(target, relay -> relay.rewound(lane, after));
    }

    @Override
    public void rewoundAll(Lane lane) {
        all(relay -> relay.rewound(lane, 0));
    }

    @Override
    public void settled(Lane lane, List<Settlement> batch) {
        Map<Integer, List<Settlement>> byTarget = new HashMap<>();
        for (Settlement settlement : batch) {
            byTarget.computeIfAbsent(settlement.target(), t -> new ArrayList<>(batch.size()))
                    .add(settlement);
        }
        byTarget.forEach((target, theirs) -> one(target, relay -> relay.settled(lane, theirs)));
    }

    @Override
    public void lost(Lane lane) {
        all(relay -> relay.lost(lane));
    }

    @Override
    public void lookedAround(int replicas, Set<Integer> paused) {
        loops.forEach((target, loop) -> loop.tell(relay -> relay.lookedAround(replicas, paused.contains(target))));
    }

    /** Sends nothing more; attempts under way end by themselves. */
    public void close() {
        all(TargetRelay::close);
    }

    /** Attempts under way in all loops. */
    public int underWay() {
        return loops.values().stream().mapToInt(loop -> loop.relay.underWay()).sum();
    }

    private void all(Consumer<TargetRelay> what) {
        loops.values().forEach(loop -> loop.tell(what));
    }

    private void one(int target, Consumer<TargetRelay> what) {
        Loop loop = loops.get(target);
        if (loop != null) {
            loop.tell(what);
        }
    }
}
