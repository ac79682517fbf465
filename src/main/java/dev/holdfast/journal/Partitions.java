package dev.holdfast.journal;

import dev.holdfast.event.EventId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes room: partitions ahead, expired ones dropped, old keys forgotten. Hourly, by one replica at a time. */
final class Partitions {
    private static final Logger LOG = Logger.getLogger(Partitions.class);
    private static final int DAYS_AHEAD = 3;
    private static final long EVERY_NANOS = Duration.ofHours(1).toNanos();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long BETWEEN_CHUNKS_MILLIS = 50;
    private static final UUID FIRST_UNDATED = new UUID(0xffff_0000_0000_0000L, 0);

    private final Vertx vertx;
    private final Context context;
    private final Wire wire;
    private final JournalSettings settings;
    private final LaneClock clock;
    private long doneAt = System.nanoTime();

    Partitions(Vertx vertx, Context context, Wire wire, JournalSettings settings, LaneClock clock) {
        this.vertx = vertx;
        this.context = context;
        this.wire = wire;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes what the next days need. */
    Future<Void> ahead() {
        return wire.run(RetentionSql.MAKE_PARTITIONS, Tuple.of(DAYS_AHEAD)).mapEmpty();
    }

    /** Does what is due; called often. */
    void tick() {
        if (System.nanoTime() - doneAt > EVERY_NANOS) {
            doneAt = System.nanoTime();
            ahead().compose(v -> clean())
                    .onFailure(failure -> LOG.warnf("making room failed: %s", failure.getMessage()));
        }
    }

    /** Drops what is past its retention, when no other replica is at it. */
    Future<Void> clean() {
        return wire.run(RetentionSql.TRY_LOCK, Tuple.tuple())
                .compose(rows -> rows.iterator().next().getBoolean("mine") ? cleanLocked() : Future.succeededFuture());
    }

    private Future<Void> cleanLocked() {
        return wire.run(RetentionSql.EXPIRED, Tuple.of((int)
                        settings.retention().toDays()))
                .compose(rows -> dropAll(rows.iterator()))
                .compose(v -> forgetDated())
                .compose(v -> forgetUndated(FIRST_UNDATED))
                .compose(v -> forgetQuarantine())
                .eventually(() -> wire.run(RetentionSql.UNLOCK, Tuple.tuple()));
    }

    private Future<Void> dropAll(Iterator<Row> expired) {
        return expired.hasNext() ? drop(expired.next()).compose(v -> dropAll(expired)) : Future.succeededFuture();
    }

    private Future<Void> drop(Row row) {
        String name = row.getString("name");
        LOG.infof("dropping %s, past its retention", name);
        Future<Void> detached =
                row.getBoolean("attached") ? detach(row.getString("parent"), name) : Future.succeededFuture();
        return detached.compose(v -> statement(RetentionSql.drop(name)));
    }

    private Future<Void> detach(String parent, String name) {
        return statement(RetentionSql.detach(parent, name))
                .recover(failure -> statement(RetentionSql.finish(parent, name)));
    }

    private Future<Void> statement(String sql) {
        return wire.run(sql).mapEmpty();
    }

    private Future<Void> forgetDated() {
        long day = (clock.millis() - settings.keyRetention().toMillis()) / DAY_MILLIS;
        return wire.run(RetentionSql.FORGET_DATED, Tuple.of(new UUID(day << 48, 0), oldest()))
                .compose(done -> done.rowCount() == 0 ? Future.succeededFuture() : pause().compose(v -> forgetDated()));
    }

    private Future<Void> forgetUndated(UUID after) {
        return wire.run(RetentionSql.FORGET_UNDATED, Tuple.of(after, oldest())).compose(this::forgetMoreUndated);
    }

    private Future<Void> forgetMoreUndated(RowSet<Row> last) {
        return last.size() == 0
                ? Future.succeededFuture()
                : pause().compose(v -> forgetUndated(last.iterator().next().getUUID("k")));
    }

    private Future<Void> forgetQuarantine() {
        return wire.run(RetentionSql.FORGET_QUARANTINE, Tuple.tuple())
                .compose(done ->
                        done.rowCount() == 0 ? Future.succeededFuture() : pause().compose(v -> forgetQuarantine()));
    }

    private long oldest() {
        return EventId.first(0, clock.millis() - settings.keyRetention().toMillis());
    }

    private Future<Void> pause() {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(BETWEEN_CHUNKS_MILLIS, t -> context.runOnContext(v -> over.complete()));
        return over.future();
    }
}
