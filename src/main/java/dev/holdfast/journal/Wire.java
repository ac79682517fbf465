package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import org.jspecify.annotations.Nullable;

/**
 * One dedicated connection for one kind of statement, made when first needed and again after it broke.
 *
 * <p>A pool would hide which statement a broken connection carried; here a failure that is no {@code PgException} means
 * "outcome unknown", and the caller decides. Confined to the journal's context.
 */
final class Wire {
    private static final int CONNECT_MILLIS = 3_000;

    /** A server that says nothing for so long while it has work of ours is given up: a socket can be dead without a word. */
    private static final long SILENCE_NANOS = 10_000_000_000L;

    private final Vertx vertx;
    private final Context context;
    private final PgConnectOptions options;
    private final String setUp;
    private @Nullable Future<PgConnection> connection;
    private int underWay;
    private long progressAt;

    /** @param setUp session settings, as statements; sent once a connection */
    Wire(Vertx vertx, Context context, PgConnectOptions options, String setUp) {
        this.vertx = vertx;
        this.context = context;
        this.options = new PgConnectOptions(options)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(64)
                .setConnectTimeout(CONNECT_MILLIS);
        this.setUp = setUp;
    }

    /** Runs one statement; fails with {@code PgException} when the server refused it, otherwise when its outcome is unknown. */
    Future<RowSet<Row>> run(String sql, Tuple parameters) {
        return watched(connected().compose(c -> c.preparedQuery(sql).execute(parameters)));
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

    /** Notes when a statement starts and ends, so that silence can be told from idleness. */
    private <T> Future<T> watched(Future<T> statement) {
        if (underWay++ == 0) {
            progressAt = System.nanoTime();
        }
        return statement.onComplete(done -> {
            underWay--;
            progressAt = System.nanoTime();
        });
    }

    /** Gives the connection up when the server is silent for too long. Called every second or so. */
    void tick(long nanos) {
        if (underWay > 0 && nanos - progressAt > SILENCE_NANOS) {
            progressAt = nanos;
            cut();
        }
    }

    /** Drops the connection: what was under way fails with its outcome unknown, the next statement connects anew. */
    void cut() {
        Future<PgConnection> current = connection;
        connection = null;
        if (current != null) {
            current.onSuccess(Wire::hangUp);
        }
    }

    /** A polite end would wait for the answers that do not come: the socket itself is closed. */
    private static void hangUp(PgConnection open) {
        if (open instanceof SqlConnectionInternal inside
                && inside.unwrap().unwrap() instanceof SocketConnectionBase wired) {
            wired.socket().close();
        } else {
            open.close();
        }
    }

    /** Ends the connection when everything under way is done. */
    Future<Void> close() {
        Future<PgConnection> current = connection;
        connection = null;
        return current == null
                ? Future.succeededFuture()
                : current.compose(PgConnection::close).otherwiseEmpty();
    }

    private Future<PgConnection> connect() {
        return PgConnection.connect(vertx, options)
                .compose(c -> c.query(setUp).execute().map(done -> listening(c)));
    }

    private PgConnection listening(PgConnection made) {
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
