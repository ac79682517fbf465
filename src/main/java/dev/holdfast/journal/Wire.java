package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * One dedicated connection for one kind of statement, made when first needed and again after it broke.
 *
 * <p>A pool would hide which statement a broken connection carried; here a failure that is no {@code PgException} means
 * "outcome unknown", and the caller decides. Confined to the journal's context.
 */
final class Wire {
    private final Vertx vertx;
    private final Context context;
    private final PgConnectOptions options;
    private final String setUp;
    private @Nullable Future<PgConnection> connection;

    /** @param setUp session settings, as statements; sent once a connection */
    Wire(Vertx vertx, Context context, PgConnectOptions options, String setUp) {
        this.vertx = vertx;
        this.context = context;
        this.options =
                new PgConnectOptions(options).setCachePreparedStatements(true).setPreparedStatementCacheMaxSize(64);
        this.setUp = setUp;
    }

    /** Runs one statement; fails with {@code PgException} when the server refused it, otherwise when its outcome is unknown. */
    Future<RowSet<Row>> run(String sql, Tuple parameters) {
        return connected().compose(c -> c.preparedQuery(sql).execute(parameters));
    }

    /** Runs statements of a transaction that the caller writes; the connection is its own meanwhile. */
    Future<PgConnection> connected() {
        Future<PgConnection> current = connection;
        if (current == null || current.failed()) {
            current = connect();
            connection = current;
        }
        return current;
    }

    /** Drops the connection, whatever it is doing: what was under way fails, the next statement connects anew. */
    void cut() {
        Future<PgConnection> current = connection;
        connection = null;
        if (current != null) {
            current.onSuccess(PgConnection::close);
        }
    }

    private Future<PgConnection> connect() {
        return PgConnection.connect(vertx, options)
                .compose(c -> c.query(setUp).execute().map(done -> watched(c)));
    }

    private PgConnection watched(PgConnection made) {
        made.closeHandler(closed -> context.runOnContext(v -> forget(made)));
        return made;
    }

    private void forget(PgConnection broken) {
        Future<PgConnection> current = connection;
        if (current != null && current.succeeded() && current.result() == broken) {
            connection = null;
        }
    }
}
