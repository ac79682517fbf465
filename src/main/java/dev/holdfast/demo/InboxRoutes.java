package dev.holdfast.demo;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.ops.settings.Settings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The demo's two addresses on the admin listener; there are none without the demo. */
@Singleton
public final class InboxRoutes {
    private static final int EARLY = -500;

    /** As large as what the demo's source takes. */
    private static final int MOST_BYTES = 1 << 20;

    private final Settings settings;
    private final Inbox inbox = new Inbox();
    private final InstantSource time = InstantSource.system();

    InboxRoutes(Settings settings) {
        this.settings = settings;
    }

    void route(@Observes Router router) {
        if (settings.demo()) {
            router.post(Demo.INBOX_PATH).order(EARLY).handler(this::take);
            router.get(Demo.PAGE).order(EARLY).handler(this::show);
        }
    }

    private void take(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(piece -> body.appendBuffer(piece, 0, Math.min(piece.length(), MOST_BYTES - body.length())));
        request.endHandler(end -> {
            boolean verified = inbox.take(time.instant(), request.headers(), body.getBytes());
            context.response().setStatusCode(verified ? 200 : 401).end();
        });
        request.resume();
    }

    private void show(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", InboxPage.POLICY)
                .end(InboxPage.of(inbox.letters()));
    }
}
