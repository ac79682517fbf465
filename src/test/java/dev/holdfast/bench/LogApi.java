package dev.holdfast.bench;

import dev.holdfast.process.StripeSigner;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pull API of {@link LogVendor}. All pages are made before anything is measured, so that an answer costs the machine its
 * bytes and no more.
 *
 * <p>Arguments: how many events, the log's end in Unix seconds, the port. Ends when its standard input does.
 */
public final class LogApi {
    private final LogPages log;
    private final List<Buffer> pages = new ArrayList<>();

    private LogApi(LogPages log) {
        this.log = log;
        StripeSigner signer = LogPages.signer();
        for (int at = log.events(); at > 0; at -= LogVendor.PAGE_SIZE) {
            pages.add(log.page(signer, at));
        }
    }

    public static void main(String... args) throws Exception {
        LogApi api =
                new LogApi(new LogPages(Integer.parseInt(args[0]), Instant.ofEpochSecond(Long.parseLong(args[1]))));
        Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(api::answer)
                .listen(Integer.parseInt(args[2]))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        ChildJvm.serve();
    }

    private void answer(HttpServerRequest request) {
        @Nullable String after = request.getParam("starting_after");
        int newer = after == null ? 0 : log.newerThan(after);
        request.response().putHeader("content-type", "application/json").end(pages.get(newer / LogVendor.PAGE_SIZE));
    }
}
