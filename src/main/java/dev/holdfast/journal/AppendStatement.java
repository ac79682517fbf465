package dev.holdfast.journal;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.Map;

/** Which of the journal's statements appends a batch: the shortest that says all of it. */
enum AppendStatement {
    /** One event has one key, and it decides. */
    ONE(JournalSql.APPEND_ONE),
    /** The same, and no target wants it. */
    ONE_FOR_NOBODY(JournalSql.APPEND_ONE_FOR_NOBODY),
    /** Every event has one key, and it decides. */
    BY_ONE_KEY(JournalSql.APPEND_BY_ONE_KEY),
    /** Events and keys of every kind. */
    PLAIN(JournalSql.APPEND),
    /** Deliveries that are kept beside them, or items in quarantine. */
    KEEPING(JournalSql.APPEND_KEEPING),
    /** What was read again takes events out of quarantine. */
    RELEASE(JournalSql.RELEASE);

    private final String sql;

    AppendStatement(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /**
     * What was there before a batch.
     *
     * @param first the stored event's id, by the id that the event would have had
     * @param digests of the payloads that those were stored with
     */
    record Known(Map<Long, Long> first, Map<Long, Integer> digests) {}

    /** Whether it tells what is known by its key. */
    private boolean tellsKeys() {
        return this == BY_ONE_KEY || this == ONE || this == ONE_FOR_NOBODY;
    }

    /** Reads the answer; a row that names no stored event says only that the lane is ours. */
    Known known(Batch batch, RowSet<Row> rows) {
        Known known = new Known(new HashMap<>(), new HashMap<>());
        for (Row row : rows) {
            if (row.getValue(1) != null) {
                Long id = tellsKeys() ? Long.valueOf(batch.owner(row.getUUID(0))) : row.getLong(0);
                known.first.put(id, row.getLong(1));
                known.digests.put(id, row.getInteger(2));
            }
        }
        return known;
    }
}
