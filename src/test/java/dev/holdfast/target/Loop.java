package dev.holdfast.target;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One Vert.x context on which targets are called, and where their answers have to come. */
final class Loop implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Context context = vertx.getOrCreateContext();

    Vertx vertx() {
        return vertx;
    }

    /** Makes an attempt and waits for its answer, which has to come on the context. */
    Answer send(Target target, Outgoing outgoing) {
        return await(begin(target, outgoing));
    }

    /** Makes so many attempts at once. */
    List<Answer> sendAll(Target target, int times, Supplier<Outgoing> outgoing) {
        List<CompletableFuture<Answer>> begun = IntStream.range(0, times)
                .mapToObj(i -> begin(target, outgoing.get()))
                .toList();
        return begun.stream().map(Loop::await).toList();
    }

    CompletableFuture<Answer> begin(Target target, Outgoing outgoing) {
        return on(() -> target.send(outgoing));
    }

    <T> CompletableFuture<T> on(Supplier<Uni<T>> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.runOnContext(v -> work.get()
                .subscribe()
                .with(
                        item -> {
                            if (Vertx.currentContext() == context) {
                                answer.complete(item);
                            } else {
                                answer.completeExceptionally(new AssertionError("answered elsewhere"));
                            }
                        },
                        failure -> answer.completeExceptionally(new AssertionError("a target never fails", failure))));
        return answer;
    }

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
