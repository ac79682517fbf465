package dev.holdfast.reconcile;

import dev.holdfast.event.TypePattern;
import dev.holdfast.vendor.pull.Span;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What reconciliation keeps: leases, cursors, backfills, gaps. Each method is one statement, and so one commit. */
final class Store {
    /** Beside the journal's own: many sources share them, and ingest does not wait behind them. */
    private static final int CONNECTIONS = 2;

    private static final int MOST_WAITING = 1_000;

    /** A statement is planned once: to do so for each page costs more than to run it. Tables are empty then, hence no scans. */
    private static final String SETTINGS = """
            set synchronous_commit = on; set lock_timeout = '5s'; set statement_timeout = '30s';
            set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_bitmapscan = off
            """;

    private final Pool pool;
    private final UUID owner;
    private final long leaseMillis;

    /**
     * @param owner this process
     * @param lease how long a source stays ours without a word
     */
    Store(Vertx vertx, PgConnectOptions database, UUID owner, Duration lease) {
        this.pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING))
                .connectingTo(new PgConnectOptions(database).setCachePreparedStatements(true))
                .withConnectHandler(Store::prepare)
                .using(vertx)
                .build();
        this.owner = owner;
        this.leaseMillis = lease.toMillis();
    }

    private static void prepare(SqlConnection made) {
        made.query(SETTINGS).execute().onComplete(done -> made.close());
    }

    Future<Void> know(Collection<String> sources) {
        return run(ReconcileSql.KNOW, Tuple.tuple().addArrayOfString(sources.toArray(String[]::new)))
                .mapEmpty();
    }

    /** Those that have a gap which a late push may fill. */
    Future<Set<String>> withGaps(Collection<String> sources) {
        return run(ReconcileSql.WITH_GAPS, Tuple.tuple().addArrayOfString(sources.toArray(String[]::new)))
                .map(rows -> new HashSet<>(list(rows, row -> row.getString("name"))));
    }

    /** Takes what has something to do and is nobody's. */
    Future<List<Claim>> claim(Collection<String> sources) {
        Tuple wanted = Tuple.tuple()
                .addArrayOfString(sources.toArray(String[]::new))
                .addUUID(owner)
                .addLong(leaseMillis);
        return run(ReconcileSql.CLAIM, wanted).map(rows -> list(rows, Store::claim));
    }

    /** Whether it is still ours. */
    Future<Boolean> renew(Claim claim) {
        return run(ReconcileSql.RENEW, Tuple.of(claim.number(), claim.epoch(), leaseMillis))
                .map(rows -> rows.size() == 1);
    }

    Future<Void> release(Claim claim) {
        return run(ReconcileSql.RELEASE, Tuple.of(claim.number(), claim.epoch()))
                .mapEmpty();
    }

    Future<Void> roundOver(Claim claim, Duration every) {
        return run(ReconcileSql.ROUND_OVER, Tuple.of(claim.number(), claim.epoch(), every.toMillis()))
                .mapEmpty();
    }

    Future<Void> forgetGaps(Claim claim, Duration kept) {
        return run(ReconcileSql.FORGET_GAPS, Tuple.of(claim.number(), kept.toMillis()))
                .mapEmpty();
    }

    Future<Cursor> cursor(Claim claim, String list) {
        return run(ReconcileSql.CURSOR, Tuple.of(claim.number(), list))
                .map(rows -> list(rows, Store::cursor).stream().findFirst().orElse(new Cursor(null, null, null)));
    }

    /** Up to where each list of the sources was read; those that were never read are left out. */
    Future<List<Covered>> covered(Collection<String> sources) {
        return run(ReconcileSql.COVERED, Tuple.tuple().addArrayOfString(sources.toArray(String[]::new)))
                .map(rows -> list(rows, Store::covered));
    }

    /** How far a list of a source is read. */
    record Covered(String source, String list, Instant to) {}

    Future<Optional<Backfill>> nextBackfill(Claim claim) {
        return run(ReconcileSql.NEXT_BACKFILL, Tuple.of(claim.number(), claim.epoch()))
                .map(rows -> list(rows, Store::backfill).stream().findFirst());
    }

    /** What each key stands for that the journal has. */
    Future<Map<UUID, Stored>> known(UUID[] keys) {
        if (keys.length == 0) {
            return Future.succeededFuture(Map.of());
        }
        return run(ReconcileSql.KNOWN, Tuple.tuple().addArrayOfUUID(keys)).map(Store::stored);
    }

    /**
     * Keeps where a scheduled walk is, with the page's gaps.
     *
     * @param hole what the vendor forgot before it was read; null for what it was before
     */
    Future<Kept> keep(Claim claim, Place place, Tally tally, int calls, @Nullable Span hole) {
        Tuple page = fenced(claim, tally, null)
                .addString(place.list())
                .addString(place.walk())
                .addOffsetDateTime(time(place.covered()))
                .addString(place.position())
                .addOffsetDateTime(time(place.reached()))
                .addLong(1L)
                .addLong((long) tally.fetched())
                .addLong((long) calls)
                .addString(place.error())
                .addOffsetDateTime(time(hole == null ? null : hole.from()))
                .addOffsetDateTime(time(hole == null ? null : hole.to()));
        return run(ReconcileSql.KEEP_ROUND, page).map(Store::kept);
    }

    /**
     * Keeps where a backfill is, with the page's gaps.
     *
     * @param left calls that the vendor's budget has just now; null for no limit
     */
    Future<Kept> keep(Claim claim, Backfill backfill, Place place, Tally tally, int calls, @Nullable Long left) {
        Tuple page = fenced(claim, tally, backfill.id())
                .addArrayOfBoolean(tally.routed().toArray(Boolean[]::new))
                .addString(place.list())
                .addString(place.walk())
                .addOffsetDateTime(time(place.covered()))
                .addLong(1L)
                .addLong((long) tally.fetched())
                .addLong((long) calls)
                .addLong((long) tally.wanted())
                .addLong((long) tally.fresh())
                .addLong(left)
                .addString(place.end())
                .addString(place.error());
        return run(ReconcileSql.KEEP_BACKFILL, page).map(Store::kept);
    }

    Future<Void> close() {
        return pool.close();
    }

    private Tuple fenced(Claim claim, Tally tally, @Nullable Long backfill) {
        return Tuple.tuple()
                .addShort(claim.number())
                .addLong(claim.epoch())
                .addLong(leaseMillis)
                .addArrayOfLong(tally.events().toArray(Long[]::new))
                .addLong(backfill);
    }

    private Future<RowSet<Row>> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters);
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getString("name"),
                row.getShort("source"),
                row.getLong("epoch"),
                row.getBoolean("due"),
                row.getOffsetDateTime("since").toInstant());
    }

    private static Cursor cursor(Row row) {
        return new Cursor(instant(row, "covered"), row.getString("position"), row.getString("walk"));
    }

    private static Covered covered(Row row) {
        return new Covered(
                row.getString("name"),
                row.getString("list"),
                row.getOffsetDateTime("covered").toInstant());
    }

    private static Backfill backfill(Row row) {
        List<TypePattern> types = new ArrayList<>();
        for (String type : row.getArrayOfStrings("types")) {
            types.add(new TypePattern(type));
        }
        return new Backfill(
                row.getLong("id"),
                new Span(
                        row.getOffsetDateTime("from_at").toInstant(),
                        row.getOffsetDateTime("to_at").toInstant()),
                types,
                row.getBoolean("dry_run"),
                row.getLong("max_calls"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getString("list"),
                row.getString("walk"),
                row.getLong("calls"));
    }

    private static Kept kept(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Kept(
                row.getLong("held") == 1,
                row.getLong("gaps").intValue(),
                Boolean.TRUE.equals(row.getBoolean("due")),
                row.getBoolean("live"));
    }

    private static Map<UUID, Stored> stored(RowSet<Row> rows) {
        Map<UUID, Stored> stored = new HashMap<>();
        rows.forEach(
                row -> stored.put(row.getUUID("k"), new Stored(row.getLong("event_id"), row.getBoolean("pushed"))));
        return stored;
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reading) {
        List<T> found = new ArrayList<>();
        rows.forEach(row -> found.add(reading.apply(row)));
        return found;
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
