package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.process.Patience;
import dev.holdfast.process.Postgres;
import dev.holdfast.process.WorkDir;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that waits for a standby which is not there, and whose wait is cancelled: it has committed, and only itself. */
class MissingStandbyTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String CANCEL =
            "select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'";
    private static final String COMMIT = "select pg_logical_emit_message(true, 'test', 'a commit')";

    @Test
    void aCommitThatOnlyThePrimaryHasIsNoSuccess() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (WorkDir dir = WorkDir.create("missing-standby");
                Postgres postgres = Postgres.start(dir.path(), Map.of("synchronous_standby_names", "*"))) {
            Context context = ((VertxInternal) vertx).createEventLoopContext();
            PgConnectOptions options =
                    PgConnectOptions.fromUri(postgres.database().url());
            Wire wire = new Wire(vertx, context, options, "set lock_timeout = '5s'");
            CompletableFuture<Integer> commit = run(context, wire, COMMIT);
            Patience.await(LIMIT, () -> postgres.database().number(CANCEL) == 1, () -> "a wait for the standby");
            ExecutionException failed = assertThrows(ExecutionException.class, () -> commit.get(5, TimeUnit.SECONDS));
            assertFalse(failed.getCause() instanceof PgException, "the server has not refused it");
            int rows = run(context, wire, "select 1").get(5, TimeUnit.SECONDS);
            assertEquals(1, rows, "on a new connection, what writes nothing");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** How many rows came. */
    private static CompletableFuture<Integer> run(Context context, Wire wire, String sql) {
        CompletableFuture<Integer> rows = new CompletableFuture<>();
        context.runOnContext(v -> wire.run(sql, Tuple.tuple())
                .onSuccess(found -> rows.complete(found.size()))
                .onFailure(rows::completeExceptionally));
        return rows;
    }
}
