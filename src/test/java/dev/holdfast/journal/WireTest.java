package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.faults.FaultProxy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that ends at a bad moment: every statement is answered for, and the next one has a new connection. */
class WireTest {
    private static final int ANSWER_SECONDS = 5;

    private final Database database = Database.fresh();
    private final FaultProxy proxy = FaultProxy.to("127.0.0.1", database.port());
    private final Vertx vertx = Vertx.vertx();
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final Wire wire = new Wire(vertx, context, database.options(proxy.port()), "set lock_timeout = '5s'");

    @AfterEach
    void close() {
        proxy.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static Stream<Integer> bytesUntilTheCut() {
        return IntStream.iterate(0, n -> n < 1_200, n -> n + 37).boxed();
    }

    @Test
    void everyStatementIsAnsweredForWhereverInItsMakingTheConnectionBreaks() throws Exception {
        for (int bytes : bytesUntilTheCut().toList()) {
            proxy.resetAfter(bytes);
            CompletableFuture<Object> first = ask();
            CompletableFuture<Object> second = ask();
            ended(first);
            ended(second);
            proxy.resetAll();
            proxy.heal();
            answeredAgain();
        }
    }

    @Test
    void aStatementUnderWayFailsWhenTheSilentConnectionIsGivenUp() throws Exception {
        answeredAgain();
        proxy.stall();
        CompletableFuture<Object> mute = ask();
        context.runOnContext(v -> wire.tick(System.nanoTime() + 11_000_000_000L));
        assertTrue(ended(mute), "failed");
        proxy.heal();
        answeredAgain();
    }

    @Test
    void aConnectionWhoseSettingsAreRefusedDoesNotStayOpen() throws Exception {
        Wire refused = new Wire(vertx, context, database.options(), "select 1 / 0");
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            context.runOnContext(v -> refused.run("select 1", Tuple.tuple()).onComplete(answer::complete));
            answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
        Recorder.eventually(
                "all are closed",
                () -> database.number("select count(*) from pg_stat_activity"
                                + " where datname = current_database() and pid <> pg_backend_pid()")
                        == 0);
    }

    @Test
    void aConnectionThatIsBeingMadeWithoutAWordIsGivenUpToo() throws Exception {
        proxy.stall();
        CompletableFuture<Object> mute = ask();
        Recorder.eventually("dialled", () -> proxy.accepted() == 1);
        context.runOnContext(v -> wire.tick(System.nanoTime() + 11_000_000_000L));
        assertTrue(ended(mute), "failed");
        proxy.heal();
        answeredAgain();
    }

    private void answeredAgain() throws Exception {
        for (int i = 0; i < 50; i++) {
            try {
                assertEquals(7, ask().get(ANSWER_SECONDS, TimeUnit.SECONDS));
                return;
            } catch (ExecutionException brokenStill) {
                proxy.heal();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new AssertionError("the wire has no connection again");
    }

    /** Whether it failed; it must have ended. */
    private static boolean ended(CompletableFuture<Object> statement) throws InterruptedException, TimeoutException {
        try {
            statement.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException failed) {
            return true;
        }
    }

    private CompletableFuture<Object> ask() {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        context.runOnContext(v -> {
            Future<RowSet<Row>> rows = wire.run("select 7 as n", Tuple.tuple());
            rows.onSuccess(found -> answer.complete(found.iterator().next().getInteger("n")));
            rows.onFailure(answer::completeExceptionally);
        });
        return answer;
    }
}
