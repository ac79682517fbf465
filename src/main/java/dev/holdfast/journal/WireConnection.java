package dev.holdfast.journal;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link Wire} from its making to its end, and the promises that hang on it.
 *
 * <p>The client does not answer for every statement of a connection that breaks at a bad moment, while it is being made
 * above all. So each statement has a promise of ours, and its end fails those that are still open.
 */
final class WireConnection {
    private final Set<Promise<?>> underWay = new LinkedHashSet<>();
    private @Nullable Future<PgConnection> connection;
    private long progressAt;
    private boolean down;

    /** The connection, or the attempt to make it; comes first, once. */
    void opened(Future<PgConnection> made) {
        connection = made;
        made.onFailure(failure -> down = true);
    }

    boolean isDown() {
        return down;
    }

    <T> Future<T> carry(Context context, Function<PgConnection, Future<T>> work) {
        Promise<T> answer = ((ContextInternal) context).promise();
        if (underWay.isEmpty()) {
            progressAt = System.nanoTime();
        }
        underWay.add(answer);
        connection().compose(work).onComplete(done -> {
            underWay.remove(answer);
            progressAt = System.nanoTime();
            if (done.succeeded()) {
                answer.tryComplete(done.result());
            } else {
                answer.tryFail(done.cause());
            }
        });
        return answer.future();
    }

    /** Nanoseconds since the server last answered while it has work of ours; 0 when it has none. */
    long silentFor(long nanos) {
        return underWay.isEmpty() ? 0 : nanos - progressAt;
    }

    /** Ends it: every open promise fails, its outcome unknown. */
    void cut() {
        if (!down) {
            down = true;
            connection().onSuccess(WireConnection::hangUp);
        }
        List<Promise<?>> open = List.copyOf(underWay);
        underWay.clear();
        open.forEach(promise -> promise.tryFail(ConnectionBase.CLOSED_EXCEPTION));
    }

    /** Ends it when everything under way is done. */
    Future<Void> close() {
        return connection().compose(PgConnection::close).otherwiseEmpty();
    }

    private Future<PgConnection> connection() {
        Future<PgConnection> current = connection;
        return current == null ? Future.failedFuture(ConnectionBase.CLOSED_EXCEPTION) : current;
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
}
