package dev.holdfast.demo;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.target.SigningKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** A small vendor: every few seconds it signs an event and posts it to {@code /webhooks/demo}, as any vendor would. */
@Singleton
public final class DemoVendor {
    private static final Logger LOG = Logger.getLogger(DemoVendor.class);
    private static final long EVERY_MILLIS = 3_000;
    private static final String[] TYPES = {"order.created", "order.paid", "parcel.sent", "parcel.delivered"};

    private final Vertx vertx;
    private final Settings settings;
    private final Config config;
    private final InstantSource time = InstantSource.system();
    private final SigningKey.Signer signer =
            SigningKey.parse(Demo.SOURCE_SECRET).signer();
    private long timer = -1;
    private long sent;

    DemoVendor(Vertx vertx, Settings settings, Config config) {
        this.vertx = vertx;
        this.settings = settings;
        this.config = config;
    }

    /** After the service itself. */
    void start(@Observes @Priority(10_000) StartupEvent event) {
        if (settings.demo()) {
            HttpClient client = vertx.createHttpClient();
            timer = vertx.setPeriodic(EVERY_MILLIS, t -> post(client));
        }
    }

    /** Vert.x outlives a live reload, and its timers with it. */
    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** The port is looked up each time: a free one is known only once the server listens. */
    private void post(HttpClient client) {
        int port = config.getValue("quarkus.http.port", Integer.class);
        client.request(HttpMethod.POST, port, "localhost", "/webhooks/" + Demo.SOURCE)
                .compose(request -> request.send(signed(request)))
                .onFailure(failure -> LOG.debugf("the demo's vendor was not heard: %s", failure.getMessage()));
    }

    private Buffer signed(HttpClientRequest request) {
        long now = time.millis();
        String id = "msg_demo_" + now;
        String stamp = Long.toString(now / 1_000);
        byte[] body = body(now).getBytes(StandardCharsets.UTF_8);
        request.putHeader("content-type", "application/json");
        request.putHeader("webhook-id", id);
        request.putHeader("webhook-timestamp", stamp);
        request.putHeader(
                "webhook-signature", signer.sign((id + '.' + stamp + '.').getBytes(StandardCharsets.UTF_8), body));
        return Buffer.buffer(body);
    }

    private String body(long now) {
        long order = 1_000 + sent / TYPES.length;
        String type = TYPES[(int) (sent++ % TYPES.length)];
        return "{\"type\":\"" + type + "\",\"timestamp\":\"" + time.instant() + "\",\"data\":{\"order\":" + order
                + ",\"at\":" + now + "}}";
    }
}
