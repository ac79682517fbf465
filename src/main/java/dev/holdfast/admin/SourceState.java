package dev.holdfast.admin;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What the database has of a source.
 *
 * @param due when the next round of fetching begins; null for a source that was never fetched from
 * @param covered up to where all lists are read
 * @param reached the newest time of anything that a list told
 * @param walked when the last list was read to its end
 * @param gaps found within a day
 */
record SourceState(
        String source,
        Instant since,
        @Nullable Instant push,
        @Nullable Instant pull,
        @Nullable Instant due,
        boolean running,
        @Nullable Instant covered,
        @Nullable Instant reached,
        @Nullable Instant walked,
        @Nullable String error,
        long gaps) {
    static SourceState of(Row row) {
        return new SourceState(
                row.getString("name"),
                row.getOffsetDateTime("since").toInstant(),
                time(row, "push"),
                time(row, "pull"),
                time(row, "due_at"),
                Boolean.TRUE.equals(row.getBoolean("running")),
                time(row, "covered"),
                time(row, "reached"),
                time(row, "walked"),
                row.getString("error"),
                row.getLong("gaps"));
    }

    static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
