package dev.holdfast.journal;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections that append, each on an event loop of its own: a batch is carried by the loop that its first request came
 * on, and a request that comes alone changes threads nowhere.
 *
 * <p>One batch is under way at a time all the same, see {@link Appender}. A connection is made when its loop first carries one.
 */
final class AppendWires {
    /** A loop more is one of PostgreSQL's processes more for each replica. */
    private static final int MOST = 4;

    private final Map<EventLoop, Berth> berths = new LinkedHashMap<>();
    private final Context home;

    private record Berth(ContextInternal context, Wire wire) {}

    /**
     * @param home the journal's context: what belongs to no loop of these is carried there
     * @param setUp session settings, as statements
     */
    AppendWires(VertxInternal vertx, ContextInternal home, PgConnectOptions database, String setUp) {
        this.home = home;
        berths.put(home.nettyEventLoop(), new Berth(home, new Wire(vertx, home, database, setUp)));
        for (EventExecutor loop : vertx.getEventLoopGroup()) {
            if (berths.size() < MOST && loop instanceof EventLoop free && !berths.containsKey(free)) {
                ContextInternal context = vertx.createEventLoopContext(free, null, null);
                berths.put(free, new Berth(context, new Wire(vertx, context, database, setUp)));
            }
        }
    }

    /** Where a caller's batch is carried: on its own loop, or at home. Any thread. */
    Context near(ContextInternal caller) {
        Berth own = caller.isEventLoopContext() ? berths.get(caller.nettyEventLoop()) : null;
        return own == null ? home : own.context;
    }

    /** The connection of the loop that this runs on, which is one that {@link #near} gave. */
    Wire here() {
        return berth().wire;
    }

    /** Runs a step on the loop that this runs on, in so many nanoseconds: a timer of Vert.x counts whole milliseconds. */
    void later(long nanos, Runnable step) {
        ContextInternal context = berth().context;
        context.nettyEventLoop().schedule(() -> context.runOnContext(v -> step.run()), nanos, TimeUnit.NANOSECONDS);
    }

    private Berth berth() {
        Berth own = Vertx.currentContext() instanceof ContextInternal now ? berths.get(now.nettyEventLoop()) : null;
        if (own == null) {
            throw new IllegalStateException("nothing is appended from " + Thread.currentThread());
        }
        return own;
    }

    /** Gives up connections on which the server is silent for too long. Called every second or so. */
    void tick(long nanos) {
        berths.values().forEach(berth -> berth.context.runOnContext(v -> berth.wire.tick(nanos)));
    }

    /** Ends all of them when what is under way is done. */
    Future<Void> close() {
        List<Future<Void>> ends = new ArrayList<>();
        for (Berth berth : berths.values()) {
            Promise<Void> end = berth.context.promise();
            berth.context.runOnContext(v -> berth.wire.close().onComplete(end));
            ends.add(end.future());
        }
        return Future.join(ends).mapEmpty();
    }
}
