package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.process.Postgres;
import dev.holdfast.process.WorkDir;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that waits for a standby which is not there, and whose wait is cancelled: it has committed, and only itself. */
class MissingStandbyTest {
    private static final String COMMIT = "select pg_logical_emit_message(true, 'test', 'a commit')";

    @Test
    void aCommitThatOnlyThePrimaryHasIsNoSuccess() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (WorkDir dir = WorkDir.create("missing-standby");
                Postgres postgres = Postgres.start(dir.path(), Map.of("synchronous_standby_names", "*"))) {
            Context context = ((VertxInternal) vertx).createEventLoopContext();
            PgConnectOptions options = PgConnectOptions.fromUri(postgres.database().url());
            Wire wire = new Wire(vertx, context, options, "set statement_timeout = '300ms'");
            ExecutionException failed = assertThrows(ExecutionException.class, () -> run(context, wire, COMMIT));
            assertFalse(failed.getCause() instanceof PgException, "the server has not refused it");
            assertEquals(1, run(context, wire, "select 1"), "a new connection, for what writes nothing");
            String local = COMMIT.replace("select", "select set_config('synchronous_commit', 'local', true),");
            assertInstanceOf(Integer.class, run(context, wire, local), "a commit that waits for nobody");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** How many rows came. */
    private static int run(Context context, Wire wire, String sql) throws Exception {
        CompletableFuture<Integer> rows = new CompletableFuture<>();
        context.runOnContext(v -> wire.run(sql, Tuple.tuple())
                .onSuccess(found -> rows.complete(found.size()))
                .onFailure(rows::completeExceptionally));
        return rows.get(5, TimeUnit.SECONDS);
    }
}
