package dev.holdfast.bench;

import dev.holdfast.process.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;

/** Where a baseline puts an event: one durable row before the answer. */
interface RowStore {
    /** As many connections as Quarkus gives a pool when nobody says otherwise. */
    int CONNECTIONS = 20;

    /** The table of the limit and of both baselines: one primary key, one unique delivery. */
    String[] TABLE = {
        "drop table if exists bench_event",
        "create table bench_event (id bigint primary key, source text not null, type text not null,"
                + " delivery_id text not null, received_at timestamptz not null, payload bytea not null,"
                + " unique (source, delivery_id))"
    };

    /** Completes when the row is committed. */
    Future<Void> add(String id, byte[] body);

    /** The store that a benchmark asks for. */
    static RowStore named(String name, Vertx vertx, Database database) {
        return switch (name) {
            case "none" -> (id, body) -> Future.succeededFuture();
            case "insert" -> insert(pool(vertx, database, CONNECTIONS));
            case "entity" -> new EntityStore(vertx, database);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** One insert and one commit for each request. */
    private static RowStore insert(Pool pool) {
        AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);
        return (id, body) -> pool.preparedQuery("insert into bench_event values ($1, $2, $3, $4, $5, $6)"
                        + " on conflict (source, delivery_id) do nothing")
                .execute(Tuple.of(
                        ids.incrementAndGet(), "bench", "invoice.paid", id, OffsetDateTime.now(), Buffer.buffer(body)))
                .mapEmpty();
    }

    /** A pool of a given size. */
    static Pool pool(Vertx vertx, Database database, int connections) {
        PgConnectOptions options = PgConnectOptions.fromUri(database.url()).setCachePreparedStatements(true);
        return PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(connections))
                .using(vertx)
                .build();
    }
}
