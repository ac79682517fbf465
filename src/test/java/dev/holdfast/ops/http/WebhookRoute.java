package dev.holdfast.ops.http;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stands before the webhook endpoint, for one name that no source has: answers what came through the door. */
@Singleton
public class WebhookRoute {
    void route(@Observes Router router) {
        router.route("/webhooks/*").order(-2_000).handler(context -> {
            if (context.request().path().equals("/webhooks/door-test")) {
                context.response().end("let in");
            } else {
                context.next();
            }
        });
    }
}
