package dev.holdfast.admin;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What the database has of one source.
 *
 * @param version grows with every change; 0 when there is no row
 * @param sealed null when no secret was captured
 * @param leftMillis until the window closes; null when there is none, below zero when it was
 */
record CaptureRow(
        long version,
        byte @Nullable [] sealed,
        @Nullable Long leftMillis,
        @Nullable String openedBy,
        @Nullable OffsetDateTime capturedAt,
        @Nullable String capturedFrom) {
    static final CaptureRow NONE = new CaptureRow(0, null, null, null, null, null);

    static CaptureRow of(Row row) {
        return new CaptureRow(
                row.getLong("version"),
                row.getBuffer("sealed") == null ? null : row.getBuffer("sealed").getBytes(),
                row.getLong("left_millis"),
                row.getString("opened_by"),
                row.getOffsetDateTime("captured_at"),
                row.getString("captured_from"));
    }

    boolean isOpen() {
        return sealed == null && leftMillis != null && leftMillis > 0;
    }
}
