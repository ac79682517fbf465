package dev.holdfast.admin;

import dev.holdfast.admin.ReleaseOutcome.Outcome;
import dev.holdfast.event.Origin;
import dev.holdfast.event.RawDelivery;
import dev.holdfast.journal.Arrival;
import dev.holdfast.journal.Journal;
import dev.holdfast.journal.Receipt;
import dev.holdfast.journal.Release;
import dev.holdfast.vendor.Door;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.ServiceUnavailableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries out of quarantine: each is read again by its source's page as it is now, and what is understood goes
 * into the journal as if it had just come.
 *
 * <pre>
 *   delivery kept ─► Door.reread ─► Rereading (what is new, what it stands for) ─► journal.append with a Release
 *                                                                                    one statement, one commit
 * </pre>
 *
 * <p>A death in between leaves all or nothing; two releases at once end with one of them overtaken, which then looks again
 * and finds nothing to do.
 */
public final class Releases {
    /** An overtaken release looks again; whoever is overtaken so often is not alone and leaves it to the others. */
    private static final int TRIES = 5;

    private static final long RETRY_AFTER_SECONDS = 5;

    private final Pool database;
    private final Journal journal;
    private final Function<String, Optional<Door>> doors;
    private final ReleaseMeters meters;

    /** @param doors by the source's name; empty for one that is not configured */
    public Releases(Pool database, Journal journal, Function<String, Optional<Door>> doors, ReleaseMeters meters) {
        this.database = database;
        this.journal = journal;
        this.doors = doors;
        this.meters = meters;
    }

    /**
     * Releases what can be of one delivery.
     *
     * @param delivery its id; null for a quarantined event that came in none
     * @throws ServiceUnavailableException in the answer, when the journal cannot append now; the same call may be repeated
     */
    Uni<ReleaseOutcome> release(@Nullable Long delivery) {
        return delivery == null ? nothing(Outcome.DELIVERY_NOT_KEPT) : release(delivery, TRIES);
    }

    private Uni<ReleaseOutcome> release(long delivery, int tries) {
        return database.preparedQuery(QuarantineSql.DELIVERY)
                .execute(Tuple.of(delivery))
                .map(Releases::first)
                .chain(row -> row == null ? nothing(Outcome.DELIVERY_NOT_KEPT) : reread(delivery, row, tries));
    }

    private Uni<ReleaseOutcome> reread(long delivery, Row kept, int tries) {
        String source = kept.getString("source");
        Optional<Door> door = doors.apply(source);
        return door.isEmpty()
                ? nothing(Outcome.SOURCE_NOT_CONFIGURED)
                : database.preparedQuery(QuarantineSql.ITEMS)
                        .execute(Tuple.of(delivery))
                        .chain(items -> append(source, delivery, door.get(), raw(kept), told(items), tries));
    }

    private Uni<ReleaseOutcome> append(
            String source, long delivery, Door door, RawDelivery raw, List<Rereading.Told> told, int tries) {
        if (told.stream().noneMatch(one -> one.state() == Rereading.State.WAITING)) {
            return nothing(Outcome.ALREADY_RELEASED);
        }
        Rereading rereading = Rereading.of(door.reread(raw), told);
        if (rereading.released().isEmpty()) {
            return Uni.createFrom().item(ReleaseOutcome.nothing(Outcome.NOT_UNDERSTOOD, rereading.waiting()));
        }
        Release release = new Release(delivery, rereading.released());
        return appended(new Arrival(source, Origin.PUSH, rereading.fresh(), null, release))
                .chain(receipt -> told(receipt, source, delivery, rereading, tries));
    }

    private Uni<Receipt> appended(Arrival arrival) {
        return Uni.createFrom().emitter(waiting -> journal.append(arrival, waiting::complete));
    }

    private Uni<ReleaseOutcome> told(Receipt receipt, String source, long delivery, Rereading rereading, int tries) {
        if (receipt instanceof Receipt.Committed committed) {
            meters.released(source, rereading.released().size());
            return Uni.createFrom().item(outcome(committed, rereading));
        }
        if (receipt instanceof Receipt.Overtaken && tries > 1) {
            return release(delivery, tries - 1);
        }
        return Uni.createFrom().failure(new ServiceUnavailableException(RETRY_AFTER_SECONDS));
    }

    private static ReleaseOutcome outcome(Receipt.Committed committed, Rereading rereading) {
        List<Long> events = new ArrayList<>();
        for (int i = 0; i < committed.ids().length; i++) {
            if (!committed.known()[i]) {
                events.add(committed.ids()[i]);
            }
        }
        int duplicates = committed.ids().length - events.size();
        return ReleaseOutcome.released(rereading.released(), events, duplicates, rereading.waiting());
    }

    private static Uni<ReleaseOutcome> nothing(Outcome why) {
        return Uni.createFrom().item(ReleaseOutcome.nothing(why, 0));
    }

    private static @Nullable Row first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? rows.iterator().next() : null;
    }

    static RawDelivery raw(Row row) {
        return new RawDelivery(
                row.getOffsetDateTime("received").toInstant(),
                row.getString("method"),
                row.getString("query"),
                RawDelivery.headers(row.getString("headers")),
                row.getBuffer("body").getBytes());
    }

    private static List<Rereading.Told> told(RowSet<Row> rows) {
        List<Rereading.Told> told = new ArrayList<>();
        for (Row row : rows) {
            Rereading.State state = row.getBoolean("waits")
                    ? Rereading.State.WAITING
                    : row.getBoolean("gone") ? Rereading.State.RELEASED : Rereading.State.EVENT;
            ByteBuffer digest = ByteBuffer.wrap(row.getBuffer("digest").getBytes());
            told.add(new Rereading.Told(row.getLong("id"), digest, state));
        }
        return told;
    }
}
