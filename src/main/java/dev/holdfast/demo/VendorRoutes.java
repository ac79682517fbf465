package dev.holdfast.demo;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.ops.settings.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;

/** The pull API of the demo's vendor, on the admin listener; there is none without the demo. */
@Singleton
public final class VendorRoutes {
    private static final int EARLY = -500;

    private final Settings settings;
    private final DemoVendor vendor;

    VendorRoutes(Settings settings, DemoVendor vendor) {
        this.settings = settings;
        this.vendor = vendor;
    }

    void route(@Observes Router router) {
        if (settings.demo()) {
            router.get(Demo.VENDOR_PATH + "/events").order(EARLY).handler(this::list);
        }
    }

    private void list(RoutingContext context) {
        try {
            Instant from = Instant.parse(String.valueOf(context.request().getParam("from")));
            Instant to = Instant.parse(String.valueOf(context.request().getParam("to")));
            Happenings.Page page =
                    vendor.happenings().page(from, to, context.request().getParam("after"));
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json(page).encode());
        } catch (DateTimeException e) {
            context.response().setStatusCode(400).end();
        }
    }

    private static JsonObject json(Happenings.Page page) {
        JsonArray data = new JsonArray();
        page.events()
                .forEach(event -> data.add(new JsonObject()
                        .put("id", event.id())
                        .put("at", event.at().toString())
                        .put("body", event.body())));
        return new JsonObject().put("data", data).put("next", page.next());
    }
}
