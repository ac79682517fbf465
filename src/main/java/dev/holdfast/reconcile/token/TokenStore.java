package dev.holdfast.reconcile.token;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of tokens. All of it is sealed before it comes here. */
final class TokenStore {
    private final SqlClient database;

    TokenStore(SqlClient database) {
        this.database = database;
    }

    /**
     * A new token.
     *
     * @param refresh null to keep the one that is stored
     * @param seed null when the refresh token did not begin with a configured one
     * @param expiresMillis null when the vendor does not say
     */
    record Fresh(
            byte[] access,
            byte @Nullable [] refresh,
            byte @Nullable [] seed,
            @Nullable Long expiresMillis,
            @Nullable Long renewMillis) {}

    Future<TokenRow> look(String source) {
        return run(TokenSql.LOOK, Tuple.of(source))
                .map(rows -> rows.size() == 0
                        ? TokenRow.NONE
                        : TokenRow.of(rows.iterator().next()));
    }

    /** Those of the sources that have a row. */
    Future<List<Finality>> finality(Collection<String> sources) {
        return run(TokenSql.FINAL, Tuple.tuple().addArrayOfString(sources.toArray(String[]::new)))
                .map(TokenStore::finality);
    }

    /** Whether an operator must act about a source's token. */
    record Finality(String source, long version, boolean isFinal) {}

    private static List<Finality> finality(RowSet<Row> rows) {
        List<Finality> found = new ArrayList<>();
        rows.forEach(row ->
                found.add(new Finality(row.getString("source"), row.getLong("version"), row.getBoolean("final"))));
        return found;
    }

    /** Whether the renewal is ours. */
    Future<Boolean> lease(String source, long version, UUID renewer, Duration time) {
        return run(TokenSql.LEASE, Tuple.of(source, version, renewer, time.toMillis()))
                .map(TokenStore::happened);
    }

    /** False when a newer one is there. */
    Future<Boolean> keep(String source, long version, Fresh fresh) {
        return run(
                        TokenSql.KEEP,
                        Tuple.of(source, version, Buffer.buffer(fresh.access()))
                                .addBuffer(buffer(fresh.refresh()))
                                .addBuffer(buffer(fresh.seed()))
                                .addLong(fresh.expiresMillis())
                                .addLong(fresh.renewMillis()))
                .map(TokenStore::happened);
    }

    /** @param after null when only an operator can mend it */
    Future<Void> fail(
            String source,
            long version,
            UUID renewer,
            String trouble,
            boolean isFinal,
            @Nullable Duration after,
            byte @Nullable [] seed) {
        return run(
                        TokenSql.FAIL,
                        Tuple.of(source, version, renewer, trouble, isFinal)
                                .addLong(after == null ? null : after.toMillis())
                                .addBuffer(buffer(seed)))
                .mapEmpty();
    }

    Future<Void> lack(String source, String trouble) {
        return run(TokenSql.LACK, Tuple.of(source, trouble)).mapEmpty();
    }

    Future<Void> reseal(String source, long version, byte @Nullable [] access, byte @Nullable [] refresh) {
        return run(
                        TokenSql.RESEAL,
                        Tuple.of(source, version).addBuffer(buffer(access)).addBuffer(buffer(refresh)))
                .mapEmpty();
    }

    Future<Void> expire(String source, long version) {
        return run(TokenSql.EXPIRE, Tuple.of(source, version)).mapEmpty();
    }

    Future<Void> handIn(String source, byte[] refresh, String by) {
        return run(TokenSql.HAND_IN, Tuple.of(source, Buffer.buffer(refresh), by))
                .mapEmpty();
    }

    private Future<RowSet<Row>> run(String sql, Tuple values) {
        return database.preparedQuery(sql).execute(values);
    }

    private static boolean happened(RowSet<Row> rows) {
        return rows.size() > 0;
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
