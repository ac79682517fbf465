package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.PgNotice;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One dedicated connection for one kind of statement, made when first needed and again after it broke.
 *
 * <p>A pool would hide which statement a broken connection carried; here a failure that is no {@code PgException} means
 * "outcome unknown", and the caller decides. Confined to its context.
 */
final class Wire {
    private static final int CONNECT_MILLIS = 3_000;

    /** A server that says nothing for so long while it has work of ours is given up: a socket can be dead without a word. */
    private static final long SILENCE_NANOS = 10_000_000_000L;

    /** Where the server gives a wait for its standby up, as it says itself in a notice; unlike the words, never translated. */
    private static final String STANDBY_NOT_AWAITED = "SyncRepWaitForLSN";

    private final Vertx vertx;
    private final Context context;
    private final PgConnectOptions options;
    private final String setUp;
    private @Nullable WireConnection connection;

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
        return with(c -> c.preparedQuery(sql).execute(parameters));
    }

    /** The same for statements without parameters, which are not prepared. */
    Future<RowSet<Row>> run(String sql) {
        return with(c -> c.query(sql).execute());
    }

    /**
     * Always answers: when the connection breaks, or is given up, what was under way fails with its outcome unknown. No
     * transaction is begun here: what others send meanwhile would fall into it.
     */
    private <T> Future<T> with(Function<PgConnection, Future<T>> work) {
        WireConnection mine = open();
        return mine.carry(context, work).onFailure(failure -> giveUpUnlessRefused(mine, failure));
    }

    private WireConnection open() {
        WireConnection current = connection;
        if (current == null || current.isDown()) {
            current = new WireConnection();
            connection = current;
            current.opened(connect(current));
        }
        return current;
    }

    private Future<PgConnection> connect(WireConnection opening) {
        return PgConnection.connect(vertx, options).compose(c -> {
            c.closeHandler(closed -> context.runOnContext(v -> opening.cut()));
            c.noticeHandler(notice -> cutUnlessEverywhere(opening, notice));
            return c.query(setUp)
                    .execute()
                    .map(c)
                    .onFailure(refused -> c.close()); // or one more stays open at each try
        });
    }

    /**
     * A commit whose wait for the synchronous standby somebody has cancelled is a success with a notice before it, and a
     * failover would lose it. So its outcome is unknown: this fails it before the success is read.
     */
    private static void cutUnlessEverywhere(WireConnection connection, PgNotice notice) {
        if (STANDBY_NOT_AWAITED.equals(notice.getRoutine())) {
            connection.cut();
        }
    }

    /** The client has been seen to keep a broken connection without a word: whatever is no answer of the server's ends it. */
    private static void giveUpUnlessRefused(WireConnection connection, Throwable failure) {
        if (!(failure instanceof PgException)) {
            connection.cut();
        }
    }

    /** Gives the connection up when the server is silent for too long. Called every second or so. */
    void tick(long nanos) {
        WireConnection current = connection;
        if (current != null && current.silentFor(nanos) > SILENCE_NANOS) {
            current.cut();
        }
    }

    /** Ends the connection when everything under way is done. */
    Future<Void> close() {
        WireConnection current = connection;
        connection = null;
        return current == null ? Future.succeededFuture() : current.close();
    }
}
