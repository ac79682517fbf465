package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.EventId;
import dev.holdfast.journal.Settlement.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lane of ours that is taken again under a new epoch while a statement of the old one is on its way. */
class RetakenLaneTest {
    private static final int LANE = 1;
    private static final int TARGET = 1;

    private final Database database = Database.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final Wire wire = new Wire(vertx, context, database.options(), Journal.RELAYING);
    private final Lane lane = new Lane(LANE);
    private final long event = EventId.first(LANE, InstantSource.system().millis());
    private final CompletableFuture<List<Settlement>> settled = new CompletableFuture<>();
    private final AtomicReference<String> doubt = new AtomicReference<>();
    private final Settler settler = new Settler(
            vertx,
            context,
            wire,
            lane,
            new Settler.Listener() {
                @Override
                public void settled(Lane of, List<Settlement> batch) {
                    settled.complete(batch);
                }

                @Override
                public void laneInDoubt(Lane of, String why) {
                    doubt.set(why);
                    whenInDoubt.run();
                }
            },
            () -> 1,
            new JournalMeters(new SimpleMeterRegistry(), new LaneClock(InstantSource.system())));
    private Runnable whenInDoubt = () -> {};

    RetakenLaneTest() {
        database.run("insert into lane (lane, epoch) values (1, 2)");
        database.run("insert into lane_hold (lane, part, epoch) values (1, 0, 2), (1, 1, 2)");
        database.run("insert into message (event_id, target, lane) values (%d, %d, %d)".formatted(event, TARGET, LANE));
        lane.hold(1, 0);
        CompletableFuture<Void> partitions = new CompletableFuture<>();
        context.runOnContext(v -> wire.run(RetentionSql.MAKE_PARTITIONS, Tuple.of(2))
                .onSuccess(made -> partitions.complete(null))
                .onFailure(partitions::completeExceptionally));
        partitions.join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatWasSettledUnderTheOldEpochIsWrittenUnderTheNewOne() throws Exception {
        context.runOnContext(v -> {
            settle();
            context.runOnContext(sent -> lane.hold(2, 0));
        });
        assertEquals(1, settled.get(10, TimeUnit.SECONDS).size());
        assertEquals(0, database.number("select count(*) from message"));
        assertNull(doubt.get(), "the lane was never in doubt");
    }

    @Test
    void whatCannotBeWrittenWaitsUntilTheLaneIsTakenAgain() throws Exception {
        whenInDoubt = () -> {
            lane.letGo();
            vertx.setTimer(100, t -> context.runOnContext(v -> lane.hold(2, 0)));
        };
        context.runOnContext(v -> settle());
        assertEquals(1, settled.get(10, TimeUnit.SECONDS).size());
        assertEquals(0, database.number("select count(*) from message"));
    }

    @Test
    void whatCannotBeWrittenIsForgottenWhenTheLaneIsAnothers() throws Exception {
        whenInDoubt = settler::close;
        context.runOnContext(v -> settle());
        Recorder.eventually("in doubt", () -> doubt.get() != null);
        try {
            settled.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException expected) {
            Recorder.eventually("nothing is under way", settler::idle);
        }
        assertEquals(1, database.number("select count(*) from message"));
    }

    private void settle() {
        settler.add(new Settlement(TARGET, event, Outcome.RELAYED, 1, 200, 5, null, 0));
    }
}
