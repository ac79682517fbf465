package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What the journal does by the clock: watch the batch under way, promote what is due, renew leases, look around. */
final class Heartbeat {
    private static final long BEAT_MILLIS = 100;
    private static final int BEATS_A_PROMOTION = 3;
    private static final int BEATS_AN_AFTERMATH = 10;

    private final Vertx vertx;
    private final Context context;
    private final Appender appender;
    private final LaneKeeper keeper;
    private final Census census;
    private final Reader reader;
    private final Follower follower;
    private final Partitions partitions;
    private final Aftermath aftermath;
    private final LongConsumer wires;
    private final long beatsALease;
    private final Set<Lane> promoting = new HashSet<>();
    private long beats;
    private long timer = -1;

    Heartbeat(
            Vertx vertx,
            Context context,
            JournalSettings settings,
            Appender appender,
            LaneKeeper keeper,
            Census census,
            Reader reader,
            Follower follower,
            Partitions partitions,
            Aftermath aftermath,
            LongConsumer wires) {
        this.vertx = vertx;
        this.context = context;
        this.appender = appender;
        this.keeper = keeper;
        this.census = census;
        this.reader = reader;
        this.follower = follower;
        this.partitions = partitions;
        this.aftermath = aftermath;
        this.wires = wires;
        this.beatsALease = Math.max(1, settings.lease().toMillis() / 4 / BEAT_MILLIS);
    }

    @Nullable
    Void start() {
        timer = vertx.setPeriodic(BEAT_MILLIS, t -> context.runOnContext(v -> beat()));
        return null;
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void beat() {
        beats++;
        appender.tick(System.nanoTime());
        wires.accept(System.nanoTime());
        if (beats % BEATS_A_PROMOTION == 0) {
            keeper.lanes().forEach(this::promote);
        }
        if (beats % BEATS_AN_AFTERMATH == 0) {
            aftermath.tick();
        }
        if (beats % beatsALease == 0) {
            keeper.tick();
            partitions.tick();
            census.look().onSuccess(found -> follower.lookedAround(found.replicas(), found.paused()));
        }
    }

    private void promote(Lane lane) {
        if (lane.mayAct() && promoting.add(lane)) {
            reader.promote(lane)
                    .onComplete(done -> promoting.remove(lane))
                    .onSuccess(due -> rewind(lane, due))
                    .onFailure(failure -> doubtWhenUnknown(lane, failure));
        }
    }

    /**
     * What may have been promoted without a word lies behind every cursor, and may be committed only later: taking the lane
     * again waits for whatever the old connection still does, and then everything is read.
     */
    private void doubtWhenUnknown(Lane lane, Throwable failure) {
        if (StatementFailure.of(failure) == StatementFailure.UNKNOWN_OUTCOME) {
            keeper.inDoubt(lane, "what was promoted is unknown");
        }
    }

    /** Promoted messages lie behind the cursor: each target reads again from before its first. */
    private void rewind(Lane lane, List<Reader.Head> due) {
        Map<Integer, Long> first = new HashMap<>();
        due.forEach(head -> first.merge(head.target(), head.eventId(), Math::min));
        first.forEach((target, id) -> follower.rewound(lane, target, id - 1));
    }
}
