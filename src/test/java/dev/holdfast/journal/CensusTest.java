package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a look at the deployment says of paused targets. */
class CensusTest {
    private final Database database = Database.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final Wire wire = new Wire(vertx, context, database.options(), "set lock_timeout = '5s'");
    private final Names names = new Names();
    private final Census census = new Census(wire, names, new LaneClock(InstantSource.system()));

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aLookThatBeganBeforeAPauseDoesNotUndoIt() throws Exception {
        get(on(() -> census.know(List.of(), List.of("billing"))));
        int billing = (int) database.number("select id from target where name = 'billing'");
        CompletableFuture<Census.Findings> look;
        CompletableFuture<Void> pause;
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table lane in access exclusive mode");
            look = on(census::look);
            Recorder.eventually(
                    "the look has begun",
                    () -> database.number(
                                    "select count(*) from pg_locks where not granted and relation = 'lane'::regclass")
                            == 1);
            pause = on(() -> census.pause(billing, "gone"));
            get(on(Future::succeededFuture)); // the context has come to it
            reader.rollback();
        }
        assertEquals(Set.of(billing), get(look).paused());
        get(pause);
        assertEquals(Set.of(billing), get(on(census::look)).paused());
        database.run("update target set paused_at = null");
        assertTrue(get(on(census::look)).paused().isEmpty(), "resumed");
    }

    private <T> CompletableFuture<T> on(Supplier<Future<T>> step) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.runOnContext(v -> step.get().onSuccess(answer::complete).onFailure(answer::completeExceptionally));
        return answer;
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }
}
