package dev.holdfast.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of captured secrets. What comes back empty did not happen. */
final class CaptureStore {
    private final Pool database;

    CaptureStore(Pool database) {
        this.database = database;
    }

    /** A window, as it was opened. */
    record Opened(long version, OffsetDateTime until) {}

    Future<Map<String, CaptureRow>> look() {
        return database.query(CaptureSql.LOOK).execute().map(CaptureStore::rows);
    }

    Future<Optional<Opened>> open(String source, Duration time, String by) {
        return database.preparedQuery(CaptureSql.OPEN)
                .execute(Tuple.of(source, time.toMillis(), by))
                .map(rows -> first(rows)
                        .map(row -> new Opened(row.getLong("version"), row.getOffsetDateTime("open_until"))));
    }

    /** The version of what was kept. */
    Future<Optional<Long>> keep(String source, byte[] sealed, String from) {
        return database.preparedQuery(CaptureSql.KEEP)
                .execute(Tuple.of(source, Buffer.buffer(sealed), from))
                .map(CaptureStore::version);
    }

    Future<Optional<Long>> forget(String source) {
        return database.preparedQuery(CaptureSql.FORGET)
                .execute(Tuple.of(source))
                .map(CaptureStore::version);
    }

    Future<Void> reseal(String source, long version, byte[] sealed) {
        return database.preparedQuery(CaptureSql.RESEAL)
                .execute(Tuple.of(source, version, Buffer.buffer(sealed)))
                .mapEmpty();
    }

    private static Map<String, CaptureRow> rows(RowSet<Row> rows) {
        Map<String, CaptureRow> bySource = new HashMap<>();
        rows.forEach(row -> bySource.put(row.getString("source"), CaptureRow.of(row)));
        return bySource;
    }

    private static Optional<Long> version(RowSet<Row> rows) {
        return first(rows).map(row -> row.getLong("version"));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}
