package dev.holdfast.reconcile.token;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What the database has of one source's token. Millisecond columns are what was left when it was read; below zero when over.
 *
 * @param leftMillis until the access token ends; null when that is not known
 * @param renewMillis until it is to be renewed; null as above
 * @param waitMillis until a renewal may be tried; null when it may
 * @param leaseMillis until somebody else's renewal has to be over; null when nobody renews
 * @param isFinal whether an operator must act
 */
record TokenRow(
        long version,
        byte @Nullable [] access,
        byte @Nullable [] refresh,
        byte @Nullable [] seed,
        @Nullable String handedInBy,
        @Nullable OffsetDateTime made,
        @Nullable OffsetDateTime expires,
        int failures,
        @Nullable String trouble,
        boolean isFinal,
        @Nullable OffsetDateTime since,
        @Nullable Long leftMillis,
        @Nullable Long renewMillis,
        @Nullable Long waitMillis,
        @Nullable Long leaseMillis) {
    static final TokenRow NONE =
            new TokenRow(0, null, null, null, null, null, null, 0, null, false, null, null, null, null, null);

    static TokenRow of(Row row) {
        return new TokenRow(
                row.getLong("version"),
                bytes(row, "access"),
                bytes(row, "refresh"),
                bytes(row, "seed"),
                row.getString("handed_in_by"),
                row.getOffsetDateTime("made"),
                row.getOffsetDateTime("expires"),
                row.getInteger("failures"),
                row.getString("trouble"),
                row.getBoolean("final"),
                row.getOffsetDateTime("since"),
                row.getLong("left_millis"),
                row.getLong("renew_millis"),
                row.getLong("wait_millis"),
                row.getLong("lease_millis"));
    }

    private static byte @Nullable [] bytes(Row row, String column) {
        Buffer buffer = row.getBuffer(column);
        return buffer == null ? null : buffer.getBytes();
    }

    Standing standing() {
        Standing.State state = isFinal
                ? Standing.State.RECONNECT
                : failures > 0 ? Standing.State.FAILING : access != null ? Standing.State.FRESH : Standing.State.NONE;
        return new Standing(state, made, expires, trouble, since, handedInBy);
    }

    /** The version alone. */
    @Override
    public String toString() {
        return "TokenRow[" + version + "]";
    }
}
